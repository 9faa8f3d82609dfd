package dev.plenum;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.push.DeviceTests;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The payload of each mutation contains everything that the mutation changed: a phone
 * that stores the payload in its cache shows the same as one that reads everything again.
 */
@LiveServer
@Tag("slow")
@TestPropertySource(properties = { "plenum.limits.max-tokens=1000000", "plenum.limits.max-cost=1000000000",
		"plenum.limits.timeout=60s", "plenum.push.services=" + PayloadTests.PUSH_SERVICE,
		"plenum.web.max-body-size=1MB", "spring.mail.host=localhost", "spring.mail.port=1",
		"plenum.mail.from=conference@example.org", "plenum.mail.app-url=https://conf.example.org/" })
class PayloadTests {

	/**
	 * What changes at every read, what nobody but an organiser follows, and what is
	 * recorded a moment after the mutation.
	 */
	private static final Set<String> NOT_COMPARED = Set.of("edges", "cursor", "pageInfo", "nowAndNext", "contactCode",
			"audit", "calendarFeed", "openBadge", "Event.version", "updatedAt", "nextFetchAt", "lastFetch",
			"failingSince");

	static final String PUSH_SERVICE = "http://127.0.0.1:9";

	/** The app discards its whole cache. */
	private static final String LAST = "deleteMyData";

	/**
	 * They change nothing that an event contains (see {@link TicketTokenTests}), or what
	 * they change follows in the background.
	 */
	private static final Set<String> NOT_CALLED = Set.of("signIn", "refreshSignIn", "revokeSignIn", "linkTicket",
			"linkTicketByEmail", "removeParticipant");

	private static final int WATCHED_LEVELS = 3;

	private static final int PAYLOAD_LEVELS = 2;

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource source;

	private final Map<String, String> values = new HashMap<>();

	private final Set<String> done = new LinkedHashSet<>();

	private final List<String> stale = new ArrayList<>();

	@Test
	void afterEachMutationThePhonesCacheAgreesWithTheServer() {
		OwnConference conference = OwnConference.of(this.clients);
		this.values.put("event", conference.id());
		this.values.put("slug", conference.slug());
		for (String person : List.of("organiser", "staff", "attendee")) {
			this.values.put(person + "Subject", conference.person(person));
		}
		for (int hour = -3; hour < 9; hour++) {
			this.values.put("h" + hour, conference.in(hour));
		}
		organise();
		exhibit();
		attend();
		end();
		assertThat(this.stale).isEmpty();
		assertThat(this.done).containsExactlyInAnyOrderElementsOf(schema().getMutationType()
			.getFieldDefinitions()
			.stream()
			.map(GraphQLFieldDefinition::getName)
			.filter((name) -> !NOT_CALLED.contains(name))
			.toList());
	}

	private void organise() {
		as("admin", "putEvent", "slug: '$slug', alsoKnownAs: 'The conference'");
		as("admin", "setOrganisers", "eventId: '$event', subjects: ['$organiserSubject', 'another']");
		as("organiser", "putRoom", "eventId: '$event', key: 'a', name: 'Sal A', capacity: 100");
		as("organiser", "putRoom", "eventId: '$event', key: 'b', name: 'Sal B'", "room", "roomB");
		as("organiser", "putTrack", "eventId: '$event', key: 't', name: [{lang: 'sv', text: 'Spår'}]");
		as("organiser", "putSpeaker", "eventId: '$event', key: 's', name: 'Åsa Öst'");
		as("organiser", "putSession",
				"eventId: '$event', key: 'talk', kind: LECTURE, title: [{lang: 'sv', text: 'Föredrag'}], trackId: '$track', slot: {startsAt: '$h2', endsAt: '$h3', roomIds: ['$room'], speakers: [{speakerId: '$speaker'}]}",
				"session", "talk");
		as("organiser", "putSession",
				"eventId: '$event', key: 'seminar', kind: SEMINAR, title: [{lang: 'sv', text: 'Seminarium'}], capacity: 2, slot: {startsAt: '$h0', endsAt: '$h1', roomIds: ['$room']}",
				"session", "seminar");
		as("organiser", "putSession",
				"eventId: '$event', key: 'past', kind: LECTURE, title: [{lang: 'sv', text: 'Före'}], slot: {startsAt: '$h-3', endsAt: '$h-2'}",
				"session", "past");
		as("organiser", "putSpeaker", "eventId: '$event', id: '$speaker', name: 'Åsa Ek'");
		as("organiser", "changeSchedule",
				"eventId: '$event', note: 'Byte', edits: [{move: {sessionId: '$talk', startsAt: '$h3', endsAt: '$h4', roomIds: ['$roomB']}}, {speakers: {sessionId: '$talk', speakers: []}}]");
		as("organiser", "undoScheduleChange", "eventId: '$event', revision: " + revision());
		as("organiser", "changeSchedule", "eventId: '$event', edits: [{speakers: {sessionId: '$talk', speakers: []}}]");
		as("organiser", "putScheduleDraft",
				"eventId: '$event', key: 'd', name: 'D', edits: [{cancel: {sessionId: '$talk'}}]", "draft", "draft");
		as("organiser", "discardScheduleDraft", "draftId: '$draft'");
		as("organiser", "putScheduleDraft",
				"eventId: '$event', key: 'd', name: 'D', edits: [{cancel: {sessionId: '$talk'}}, {reinstate: {sessionId: '$talk'}}]",
				"draft", "draft");
		as("organiser", "publishScheduleDraft", "draftId: '$draft'");
		as("organiser", "delaySessions", "eventId: '$event', from: '$h2', by: 5");
		as("organiser", "putSession", "eventId: '$event', id: '$talk', trackId: null, tags: ['ny']", "session", "talk");
		as("organiser", "removeSpeaker", "speakerId: '$speaker'");
		as("organiser", "removeTrack", "trackId: '$track'");
		as("organiser", "announce",
				"eventId: '$event', key: 'one', text: [{lang: 'sv', text: 'Hej'}], sessionId: '$talk'");
		as("organiser", "withdrawAnnouncement", "announcementId: '$announcement'");
		as("organiser", "putImportOrigin",
				"eventId: '$event', url: 'https://unknown.invalid/a.xml', everyMinutes: 30, paused: true");
		as("organiser", "fetchImportOrigin", "eventId: '$event'");
		as("organiser", "removeImportOrigin", "eventId: '$event'");
		as("organiser", "putRegistrationSource",
				"eventId: '$event', url: 'https://unknown.invalid/', organizerSlug: 'o', eventSlug: 'e', apiToken: 'abcdefgh'");
		as("organiser", "readRegistrationSource", "eventId: '$event'");
		as("organiser", "removeRegistrationSource", "eventId: '$event'");
		as("organiser", "putWebhook", "eventId: '$event', key: 'w', url: 'https://unknown.invalid/', enabled: false");
		as("organiser", "testWebhook", "webhookId: '$webhook'");
		as("organiser", "removeWebhook", "webhookId: '$webhook'");
		as("organiser", "putParticipant", "eventId: '$event', key: 'p1', name: 'Anna Alm'");
		as("organiser", "bookParticipantSeat", "sessionId: '$seminar', participantId: '$participant'");
		as("organiser", "releaseParticipantSeat", "sessionId: '$seminar', participantId: '$participant'");
		as("organiser", "bookParticipantSeat", "sessionId: '$seminar', participantId: '$participant'");
		as("organiser", "putSession",
				"eventId: '$event', key: 'course', kind: SEMINAR, title: [{lang: 'sv', text: 'Kurs'}], capacity: 2, slot: {startsAt: '$h3', endsAt: '$h4'}",
				"session", "course");
		as("organiser", "moveParticipantSeat",
				"sessionId: '$course', fromSessionId: '$seminar', participantId: '$participant'");
		as("organiser", "replaceTicketCode", "participantId: '$participant'");
		as("attendee", "requestScreenCode", "eventId: '$event'");
		as("organiser", "pairScreen", "eventId: '$event', pairingCode: '$pairingCode', screenKind: FOYER");
		as("attendee", "signInScreen", "screenId: '$screenId', pairingSecret: '$pairingSecret'");
		as("attendee", "renewScreenToken", "refreshToken: '$refreshToken'");
		as("organiser", "updateScreen", "screenId: '$screen', screenKind: ROOM, roomId: '$roomB'");
		as("organiser", "revokeScreen", "screenId: '$screen'");
	}

	private void exhibit() {
		as("organiser", "putExhibitorCategory", "eventId: '$event', key: 'c', name: [{lang: 'sv', text: 'Omsorg'}]",
				"category", "category");
		as("organiser", "putExhibitor",
				"eventId: '$event', key: 'x', name: 'Omsorgsnavet', categoryIds: ['$category'], booth: {number: 'A1'}");
		as("organiser", "setExhibitorStaff", "exhibitorId: '$exhibitor', subjects: ['$staffSubject']");
		as("staff", "updateBooth",
				"exhibitorId: '$exhibitor', products: [[{lang: 'sv', text: 'Larm'}]], categoryIds: []");
		as("staff", "setBoothState", "exhibitorId: '$exhibitor', state: BUSY");
		as("organiser", "inviteExhibitorStaff", "exhibitorId: '$exhibitor', key: 'first'", "invitation", "invitation");
		as("organiser", "revokeInvitation", "exhibitorId: '$exhibitor', invitationId: '$invitation'");
		as("organiser", "inviteExhibitorStaff", "exhibitorId: '$exhibitor', key: 'second'", "invitation", "invitation");
		as("attendee", "redeemInvitation", "eventId: '$event', code: '$invitationCode'");
		as("organiser", "setExhibitorStaff", "exhibitorId: '$exhibitor', subjects: ['$staffSubject']");
		as("organiser", "inviteParticipants", "eventId: '$event'");
		as("attendee", "sendTicketLink", "eventId: '$event', email: 'anna@example.org'");
		as("organiser", "inviteCrew", "eventId: '$event', key: 'first', role: STAGE", "crewInvitation",
				"crewInvitation");
		as("attendee", "redeemCrewInvitation", "eventId: '$event', code: '$invitationCode'");
		as("organiser", "revokeCrewInvitation", "crewInvitationId: '$crewInvitation'");
		as("organiser", "removeExhibitorCategory", "categoryId: '$category'");
		as("staff", "putOffer",
				"exhibitorId: '$exhibitor', key: 'o', title: [{lang: 'sv', text: 'Mugg'}], claimLimit: 3");
	}

	private void attend() {
		as("attendee", "registerDevice",
				"eventId: '$event', lang: 'sv', timezone: 'Europe/Stockholm', address: {webPush: {endpoint: '%s/1', p256dh: '%s', auth: '%s'}}"
					.formatted(PUSH_SERVICE, DeviceTests.KEY, DeviceTests.SECRET));
		as("attendee", "addToAgenda", "sessionId: '$talk'");
		as("attendee", "unfollowEvent", "eventId: '$event'");
		as("attendee", "followEvent", "eventId: '$event'");
		as("attendee", "removeDevice", "deviceId: '$device'");
		as("attendee", "putSessionNote", "sessionId: '$talk', text: 'Fråga'");
		as("attendee", "removeFromAgenda", "sessionId: '$talk'");
		as("attendee", "mergeAgenda", "eventId: '$event', add: ['$talk'], at: '" + Instant.now() + "'");
		as("attendee", "putAppointment", "eventId: '$event', key: 'p', title: 'Lunch', startsAt: '$h3', endsAt: '$h4'");
		as("attendee", "removeAppointment", "appointmentId: '$appointment'");
		as("attendee", "bookSeat", "sessionId: '$seminar'");
		as("attendee", "acceptSeat", "sessionId: '$seminar'");
		as("attendee", "declineSeat", "sessionId: '$seminar'");
		String attendee = "attendee: {agendaCode: '" + agendaCode() + "'}";
		as("organiser", "checkIn", "sessionId: '$seminar', " + attendee);
		as("organiser", "undoCheckIn", "sessionId: '$seminar', " + attendee);
		as("attendee", "transferSeat", "sessionId: '$seminar'");
		as("attendee", "withdrawSeatInvitation", "sessionId: '$seminar', invitationId: 'unknown'");
		as("attendee", "declineSeatInvitation", "sessionId: '$seminar', code: 'unknown'");
		as("attendee", "acceptSeatInvitation", "sessionId: '$seminar', code: 'unknown'");
		as("attendee", "releaseSeat", "sessionId: '$seminar'");
		as("attendee", "bookSeats", "sessionId: '$seminar', invitations: 1");
		as("staff", "declineSeatInvitation", "sessionId: '$seminar', code: '$code'");
		as("organiser", "syncCheckIns", "eventId: '$event', sentAt: '" + Instant.now()
				+ "', entries: [{key: 'k', sessionId: '$seminar', at: '" + Instant.now() + "', " + attendee + "}]");
		as("attendee", "releaseSeat", "sessionId: '$seminar'");
		as("attendee", "bookSeat", "sessionId: '$seminar'");
		as("organiser", "releaseNoShows", "sessionId: '$seminar'");
		as("attendee", "rateSession", "sessionId: '$past', stars: 4, comment: 'Bra'");
		as("organiser", "hideFeedbackComment", "commentId: '" + commentId() + "'");
		as("attendee", "favouriteExhibitor", "exhibitorId: '$exhibitor'");
		as("attendee", "putExhibitorNote", "exhibitorId: '$exhibitor', text: 'Tidigt'");
		as("attendee", "unfavouriteExhibitor", "exhibitorId: '$exhibitor'");
		as("attendee", "claimOffer", "offerId: '$offer'");
		as("attendee", "markNewsRead", "eventId: '$event', upTo: '" + newsCursor() + "'");
		as("attendee", "putNotificationSettings", "mutedKinds: [SEAT], quietHours: {from: '22:00', until: '07:00'}");
		as("attendee", "renewCalendarFeed", "eventId: '$event'");
		as("admin", "putEvent", "slug: '$slug', certificateRule: {requiredSessions: 1}");
		as("organiser", "syncCheckIns", "eventId: '$event', sentAt: '" + Instant.now()
				+ "', entries: [{key: 'c', sessionId: '$past', at: '" + Instant.now() + "', " + attendee + "}]");
		as("attendee", "issueCertificate", "eventId: '$event'");
		as("attendee", "revokeCertificate", "certificateId: '$certificate'");
		as("attendee", "putContactCard", "eventId: '$event', name: 'Anna Alm', email: 'anna@example.org'");
		as("attendee", "putMyNeeds", "eventId: '$event', diets: [VEGAN], otherNeeds: 'Utan koriander'");
		as("staff", "captureLead", "exhibitorId: '$exhibitor', code: '" + contactCode() + "'");
		as("staff", "updateLead", "leadId: '$lead', note: 'Vill ha en offert'");
		as("attendee", "withdrawContact", "holderId: '" + contactHolder() + "'");
		meet();
	}

	private void meet() {
		String times = "[{startsAt: '$h5', endsAt: '$h6'}]";
		as("attendee", "requestMeeting", "exhibitorId: '$exhibitor', key: 'm', name: 'Anna', times: " + times);
		as("staff", "answerMeeting", "meetingId: '$meeting', answer: {propose: {startsAt: '$h6', endsAt: '$h7'}}");
		as("staff", "reassignMeeting", "meetingId: '$meeting', hostName: 'Kim'");
		as("staff", "proposeMeetingTime", "meetingId: '$meeting', time: {startsAt: '$h6', endsAt: '$h7'}");
		as("attendee", "agreeToMeeting", "meetingId: '$meeting', time: {startsAt: '$h6', endsAt: '$h7'}");
		as("attendee", "cancelMeeting", "meetingId: '$meeting', note: 'Sjuk'");
	}

	private void end() {
		as("staff", "removeOffer", "exhibitorId: '$exhibitor', offerId: '$offer'");
		as("organiser", "removeExhibitor", "exhibitorId: '$exhibitor'");
		as("organiser", "putRoom", "eventId: '$event', key: 'c', name: 'Sal C'", "room", "roomC");
		as("organiser", "removeRoom", "roomId: '$roomC'");
		as("attendee", "deleteMyData", "subject: '$attendeeSubject'");
		as("organiser", "archiveEvent", "eventId: '$event'");
		as("organiser", "publishEvent", "eventId: '$event'");
		as("organiser", "unpublishEvent", "eventId: '$event'");
		as("organiser", "deleteEvent", "eventId: '$event'");
	}

	private void as(String person, String mutation, String input) {
		as(person, mutation, input, "", "");
	}

	/**
	 * Calls a mutation and compares the cache of the caller with what the caller reads
	 * then. The ids of the objects in the payload replace {@code $}names in later inputs.
	 */
	private void as(String person, String mutation, String input, String field, String name) {
		PhoneCache cache = read(person);
		String filled = input.replace('\'', '"');
		for (Map.Entry<String, String> value : this.values.entrySet()) {
			filled = filled.replace("\"$" + value.getKey() + '"', '"' + value.getValue() + '"');
		}
		assertThat(filled).doesNotContain("$");
		GraphQLFieldDefinition definition = schema().getMutationType().getFieldDefinition(mutation);
		JsonNode payload = ask(person, "mutation { %s(input: {%s}) %s }".formatted(mutation, filled,
				new Selections(NOT_COMPARED).of(definition.getType(), PAYLOAD_LEVELS)))
			.path(mutation);
		assertThat(payload.has("message")).as("%s: %s", mutation, payload).isFalse();
		payload.properties().forEach((part) -> {
			JsonNode id = part.getValue().path("id");
			this.values.put(part.getKey().equals(field) ? name : part.getKey(),
					id.isString() ? id.asString() : part.getValue().asString(""));
		});
		if (payload.at("/invitations/0/code").isString()) {
			this.values.put("code", payload.at("/invitations/0/code").asString());
		}
		cache.put(payload);
		if (payload.path("removedId").isString()) {
			cache.remove(payload.path("removedId").asString());
		}
		if (!mutation.equals(LAST)) {
			cache.differences(read(person)).forEach((difference) -> this.stale.add(mutation + ": " + difference));
		}
		this.done.add(mutation);
	}

	private PhoneCache read(String person) {
		PhoneCache cache = new PhoneCache();
		cache.put(ask(person, "{ event(slug: \"%s\") %s }".formatted(this.values.get("slug"),
				new Selections(NOT_COMPARED).of(schema().getObjectType("Event"), WATCHED_LEVELS))));
		return cache;
	}

	private int revision() {
		return ask("organiser", "{ event(slug: \"%s\") { revision } }".formatted(this.values.get("slug")))
			.at("/event/revision")
			.asInt();
	}

	private String newsCursor() {
		return ask("attendee", "{ event(slug: \"%s\") { myNews { cursor } } }".formatted(this.values.get("slug")))
			.at("/event/myNews/cursor")
			.asString();
	}

	private String commentId() {
		return ask("organiser", "{ node(id: \"%s\") { ... on Session { feedback { comments { nodes { id } } } } } }"
			.formatted(this.values.get("past"))).at("/node/feedback/comments/nodes/0/id").asString();
	}

	private String agendaCode() {
		return ask("attendee", "{ event(slug: \"%s\") { myAgenda { agendaCode } } }".formatted(this.values.get("slug")))
			.at("/event/myAgenda/agendaCode")
			.asString();
	}

	private String contactCode() {
		return ask("attendee",
				"{ event(slug: \"%s\") { myContactCard { contactCode { code } } } }".formatted(this.values.get("slug")))
			.at("/event/myContactCard/contactCode/code")
			.asString();
	}

	private String contactHolder() {
		return ask("attendee", "{ event(slug: \"%s\") { myContactHolders { id } } }".formatted(this.values.get("slug")))
			.at("/event/myContactHolders/0/id")
			.asString();
	}

	/**
	 * Executes a document. The fields that the caller may not read are null.
	 */
	private JsonNode ask(String person, String document) {
		String subject = person.equals("admin") ? person : this.values.get(person + "Subject");
		String answer = this.clients.raw()
			.mutate()
			.responseTimeout(Duration.of(60, ChronoUnit.SECONDS))
			.build()
			.post()
			.uri("/graphql")
			.headers((headers) -> headers.setBearerAuth(this.clients.token(subject)))
			.bodyValue(Map.of("query", document))
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		JsonNode root = JsonMapper.shared().readTree(answer);
		assertThat(root.path("errors")
			.valueStream()
			.map((error) -> error.at("/extensions/code").asString())
			.filter((code) -> !code.equals("FORBIDDEN"))
			.collect(Collectors.toSet())).as("%s of %s", document, root.path("errors")).isEmpty();
		return root.path("data");
	}

	private GraphQLSchema schema() {
		return this.source.schema();
	}

}
