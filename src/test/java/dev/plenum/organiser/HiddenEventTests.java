package dev.plenum.organiser;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.platform.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * Nobody but its organisers and administrators can tell a draft from an event that does
 * not exist: every answer is the same, with its status and its headers.
 */
@Tag("slow")
@LiveServer
class HiddenEventTests {

	private static final List<String> STRANGERS = List.of("", "attendee", "organiser");

	@Autowired
	private Clients clients;

	private final String hidden = "hidden-" + UUID.randomUUID().toString().substring(0, 8);

	private final String unknown = "unknown-" + UUID.randomUUID().toString().substring(0, 7);

	private final String organiser = "organiser-of-" + this.hidden;

	@BeforeEach
	void makeADraft() {
		NewEvent.draft(this.clients, this.hidden, this.organiser);
		made("putSession", "... on SessionPut { session { id } }",
				"key: \"k\", kind: LECTURE, title: [{lang: \"sv\", text: \"T\"}], slot: {startsAt: \"2027-05-10T09:00:00+02:00\", endsAt: \"2027-05-10T10:00:00+02:00\"}");
		made("putRoom", "... on RoomPut { room { id } }", "key: \"k\", name: \"R\"");
		made("putExhibitor", "... on ExhibitorPut { exhibitor { id } }", "key: \"k\", name: \"E\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ event(id: \"$evt\") { id name } }", "{ event(slug: \"$slug\") { id name } }",
			"{ node(id: \"$evt\") { id } }", "{ node(id: \"$ses\") { id } }",
			"{ nodes(ids: [\"$exh\", \"$roo\"]) { id } }", "{ events(first: 100) { totalCount } }" })
	void aQueryDoesNotRevealADraft(String query) {
		sameForAll(HttpMethod.GET, "/graphql?query={query}", query);
		sameForAll(HttpMethod.POST, "/graphql", query);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"putEvent(input: {slug: \"$slug\", alsoKnownAs: \"x\"}) { ... on EventPut { event { id } } }",
			"putEvent(input: {slug: \"$slug\", name: [{lang: \"sv\", text: \"\"}]}) { ... on EventPut { event { id } } }",
			"setOrganisers(input: {eventId: \"$evt\", subjects: []}) { ... on OrganisersSet { event { id } } }",
			"publishEvent(input: {eventId: \"$evt\"}) { ... on EventPublished { event { id } } }",
			"archiveEvent(input: {eventId: \"$evt\"}) { ... on EventArchived { event { id } } }",
			"publishEvent(input: {eventId: \"$evt\", at: \"2027-01-01T00:00:00Z\"}) { __typename }",
			"unpublishEvent(input: {eventId: \"$evt\"}) { __typename }",
			"deleteEvent(input: {eventId: \"$evt\"}) { __typename }",
			"putRoom(input: {eventId: \"$evt\", id: \"$roo\", name: \"R\"}) { ... on RoomPut { room { id } } }",
			"removeRoom(input: {roomId: \"$roo\"}) { ... on RoomRemoved { event { id } } }",
			"putSession(input: {eventId: \"$evt\", id: \"$ses\"}) { __typename }",
			"changeSchedule(input: {eventId: \"$evt\", edits: [{cancel: {sessionId: \"$ses\"}}]}) { __typename }",
			"undoScheduleChange(input: {eventId: \"$evt\", revision: 1}) { __typename }",
			"putScheduleDraft(input: {eventId: \"$evt\", key: \"d\", name: \"D\"}) { __typename }",
			"delaySessions(input: {eventId: \"$evt\", from: \"2027-05-10T09:00:00+02:00\", by: 5}) { __typename }",
			"announce(input: {eventId: \"$evt\", key: \"k\", text: [{lang: \"sv\", text: \"x\"}]}) { __typename }",
			"checkIn(input: {sessionId: \"$ses\", attendee: {agendaCode: \"ABC\"}}) { __typename }",
			"syncCheckIns(input: {eventId: \"$evt\", sentAt: \"2027-05-10T09:00:00Z\", entries: []}) { __typename }",
			"putExhibitor(input: {eventId: \"$evt\", id: \"$exh\"}) { __typename }",
			"removeExhibitor(input: {exhibitorId: \"$exh\"}) { __typename }",
			"setExhibitorStaff(input: {exhibitorId: \"$exh\", subjects: []}) { __typename }",
			"inviteExhibitorStaff(input: {exhibitorId: \"$exh\", key: \"k\"}) { __typename }",
			"redeemInvitation(input: {eventId: \"$evt\", code: \"ABC\"}) { __typename }",
			"requestScreenCode(input: {eventId: \"$evt\"}) { __typename }",
			"pairScreen(input: {eventId: \"$evt\", pairingCode: \"ABC\", screenKind: FOYER}) { __typename }",
			"updateBooth(input: {exhibitorId: \"$exh\"}) { __typename }",
			"putOffer(input: {exhibitorId: \"$exh\", key: \"k\"}) { __typename }",
			"requestMeeting(input: {exhibitorId: \"$exh\", key: \"k\", name: \"N\", times: []}) { __typename }",
			"captureLead(input: {exhibitorId: \"$exh\", code: \"ABC\"}) { __typename }",
			"favouriteExhibitor(input: {exhibitorId: \"$exh\"}) { __typename }",
			"addToAgenda(input: {sessionId: \"$ses\"}) { __typename }",
			"mergeAgenda(input: {eventId: \"$evt\", at: \"2027-01-01T00:00:00Z\"}) { __typename }",
			"bookSeat(input: {sessionId: \"$ses\"}) { __typename }",
			"acceptSeat(input: {sessionId: \"$ses\"}) { __typename }",
			"declineSeat(input: {sessionId: \"$ses\"}) { __typename }",
			"undoCheckIn(input: {sessionId: \"$ses\", attendee: {agendaCode: \"ABC\"}}) { __typename }",
			"releaseNoShows(input: {sessionId: \"$ses\"}) { __typename }",
			"rateSession(input: {sessionId: \"$ses\", stars: 5}) { __typename }",
			"hideFeedbackComment(input: {commentId: \"$rat\"}) { __typename }",
			"putContactCard(input: {eventId: \"$evt\", name: \"N\"}) { __typename }",
			"renewCalendarFeed(input: {eventId: \"$evt\"}) { __typename }" })
	void aMutationDoesNotRevealADraft(String mutation) {
		sameForAll(HttpMethod.POST, "/graphql", "mutation { " + mutation + " }");
	}

	@ParameterizedTest
	@ValueSource(strings = { "scheduleChanged(eventId: \"$evt\", afterRevision: 0) { revision }",
			"draftsChanged(eventId: \"$evt\", afterRevision: 0) { revision }", "announced(eventId: \"$evt\") { id }",
			"boothChanged(eventId: \"$evt\") { id }", "myAgendaChanged(eventId: \"$evt\") { kind }",
			"checkInsChanged(sessionId: \"$ses\") { id }", "myNewsChanged(eventId: \"$evt\") { cursor }",
			"meetingChanged(exhibitorId: \"$exh\") { id }" })
	void aSubscriptionDoesNotRevealADraft(String subscription) {
		sameForAll(HttpMethod.POST, "/graphql", "subscription { " + subscription + " }");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /events/$slug/schedule.xml", "GET /events/$slug/schedule.json",
			"GET /events/$slug/programme.jsonld", "GET /events/$slug/programme.json", "GET /events/$slug/programme.ics",
			"PUT /events/$slug/programme", "PUT /events/$slug/programme?dryRun=x", "PUT /events/$slug/exhibitors",
			"GET /exhibitors/$exh/leads.csv" })
	void anImportOrExportDoesNotRevealADraft(String request) {
		String[] parts = request.split(" ");
		sameForAll(HttpMethod.valueOf(parts[0]), parts[1], "{}");
	}

	@Test
	void organisersAndAdministratorsReadADraft() {
		for (String subject : List.of(this.organiser, "admin")) {
			assertThat(answer(HttpMethod.POST, "/graphql", "{ event(slug: \"$slug\") { slug } }", subject, this.hidden))
				.extractingByKey("body", STRING)
				.startsWith("{\"data\":{\"event\":{\"slug\":\"SLUG\"}}");
		}
	}

	private void sameForAll(HttpMethod method, String path, String body) {
		for (String stranger : STRANGERS) {
			assertThat(answer(method, path, body, stranger, this.hidden)).as("for '%s'", stranger)
				.isEqualTo(answer(method, path, body, stranger, this.unknown));
		}
	}

	private Map<String, Object> answer(HttpMethod method, String path, String body, String subject, String slug) {
		WebTestClient.RequestBodySpec request = this.clients.raw()
			.method(method)
			.uri(filled(path, slug), filled(body, slug))
			.accept(body.startsWith("subscription") ? MediaType.TEXT_EVENT_STREAM : MediaType.ALL)
			.header(HttpHeaders.IF_NONE_MATCH, "\"x\"");
		if (!subject.isEmpty()) {
			request.headers((headers) -> headers.setBearerAuth(this.clients.token(subject)));
		}
		if (method != HttpMethod.GET) {
			request.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(path.equals("/graphql") ? Map.of("query", filled(body, slug)) : body);
		}
		EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
		Map<String, Object> answer = new TreeMap<>();
		answer.put("status", result.getStatus());
		result.getResponseHeaders()
			.forEach((name, values) -> answer.put("header " + name.toLowerCase(Locale.ROOT), values));
		answer.remove("header date");
		answer.remove("header connection");
		byte[] content = result.getResponseBody();
		answer.put("body", (content != null)
				? new String(content, StandardCharsets.UTF_8).replace(slug, "SLUG").replace(key(slug), "KEY") : "");
		return answer;
	}

	private String filled(String template, String slug) {
		return template.replace("$slug", slug)
			.replace("$evt", Ids.event(slug))
			.replace("$ses", id("ses", slug))
			.replace("$roo", id("roo", slug))
			.replace("$exh", id("exh", slug))
			.replace("$rat", id("rat", slug));
	}

	/**
	 * The id of what the draft has, moved to another event: the length of an id tells
	 * nothing either.
	 */
	private String id(String type, String slug) {
		return Ids.in(type, Ids.event(this.hidden), "k").replace(key(this.hidden), key(slug));
	}

	private static String key(String slug) {
		return Ids.event(slug).substring("evt_".length());
	}

	private void made(String mutation, String selection, String fields) {
		this.clients.as(this.organiser)
			.document("mutation { %s(input: {eventId: \"%s\", %s}) { %s } }".formatted(mutation, Ids.event(this.hidden),
					fields, selection))
			.execute()
			.errors()
			.verify();
	}

}
