package dev.plenum.organiser;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.platform.Ids;
import graphql.schema.GraphQLFieldDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every mutation of the organisers and every protected field, by everybody who may not
 * and by the one who may.
 */
@Tag("slow")
@LiveServer
class AuthorisationTests {

	private static final Map<String, String> MUTATIONS = Map.ofEntries(Map.entry("changeSchedule",
			"changeSchedule(input: { eventId: \"$event\", edits: [{ cancel: { sessionId: \"$talk\" } }] }) { __typename }"),
			Map.entry("undoScheduleChange",
					"undoScheduleChange(input: { eventId: \"$event\", revision: 1 }) { __typename }"),
			Map.entry("delaySessions",
					"delaySessions(input: { eventId: \"$event\", from: \"2027-05-10T09:00:00+02:00\", by: 5 }) { __typename }"),
			Map.entry("putScheduleDraft",
					"putScheduleDraft(input: { eventId: \"$event\", key: \"d\", name: \"D\" }) { __typename }"),
			Map.entry("publishScheduleDraft", "publishScheduleDraft(input: { draftId: \"$draft\" }) { __typename }"),
			Map.entry("discardScheduleDraft", "discardScheduleDraft(input: { draftId: \"$draft\" }) { __typename }"),
			Map.entry("putEvent",
					"putEvent(input: { slug: \"$slug\", alsoKnownAs: \"x\" }) { ... on EventPut { event { id } } }"),
			Map.entry("publishEvent",
					"publishEvent(input: { eventId: \"$event\" }) { ... on EventPublished { event { id } } }"),
			Map.entry("archiveEvent",
					"archiveEvent(input: { eventId: \"$event\" }) { ... on EventArchived { event { id } } }"),
			Map.entry("unpublishEvent",
					"unpublishEvent(input: { eventId: \"$event\" }) { ... on EventUnpublished { event { id } } }"),
			Map.entry("deleteEvent", "deleteEvent(input: { eventId: \"$event\" }) { __typename }"),
			Map.entry("putRoom",
					"putRoom(input: { eventId: \"$event\", key: \"c\", name: \"C\" }) { ... on RoomPut { room { id } } }"),
			Map.entry("removeRoom",
					"removeRoom(input: { roomId: \"$roomB\" }) { ... on RoomRemoved { event { id } } }"),
			Map.entry("putTrack",
					"putTrack(input: { eventId: \"$event\", key: \"t\", name: [{ lang: \"sv\", text: \"T\" }] }) { ... on TrackPut { track { id } } }"),
			Map.entry("removeTrack",
					"removeTrack(input: { trackId: \"trk_$own_none\" }) { ... on TrackRemoved { event { id } } }"),
			Map.entry("putSpeaker",
					"putSpeaker(input: { eventId: \"$event\", key: \"s\", name: \"S\" }) { ... on SpeakerPut { speaker { id } } }"),
			Map.entry("removeSpeaker",
					"removeSpeaker(input: { speakerId: \"spk_$own_none\" }) { ... on SpeakerRemoved { event { id } } }"),
			Map.entry("putSession",
					"putSession(input: { eventId: \"$event\", id: \"$talk\", tags: [\"x\"] }) { __typename }"),
			Map.entry("putImportOrigin",
					"putImportOrigin(input: { eventId: \"$event\", url: \"https://example.org/a.xml\", paused: true }) { __typename }"),
			Map.entry("putRegistrationSource",
					"putRegistrationSource(input: { eventId: \"$event\", url: \"https://pretix.invalid\", organizerSlug: \"o\", eventSlug: \"e\", apiToken: \"abcdefgh\" }) { __typename }"),
			Map.entry("readRegistrationSource",
					"readRegistrationSource(input: { eventId: \"$event\" }) { __typename }"),
			Map.entry("removeRegistrationSource",
					"removeRegistrationSource(input: { eventId: \"$event\" }) { removedId }"),
			Map.entry("fetchImportOrigin", "fetchImportOrigin(input: { eventId: \"$event\" }) { __typename }"),
			Map.entry("removeImportOrigin", "removeImportOrigin(input: { eventId: \"$event\" }) { removedId }"),
			Map.entry("putWebhook",
					"putWebhook(input: { eventId: \"$event\", key: \"w\", url: \"https://example.org/\", enabled: false }) { __typename }"),
			Map.entry("testWebhook", "testWebhook(input: { webhookId: \"$webhook\" }) { __typename }"),
			Map.entry("removeWebhook", "removeWebhook(input: { webhookId: \"$webhook\" }) { __typename }"),
			Map.entry("putParticipant",
					"putParticipant(input: { eventId: \"$event\", key: \"p\", name: \"Anna\" }) { __typename }"),
			Map.entry("removeParticipant",
					"removeParticipant(input: { participantId: \"par_$own_1\" }) { __typename }"),
			Map.entry("pairScreen",
					"pairScreen(input: { eventId: \"$event\", pairingCode: \"none\", screenKind: FOYER }) { __typename }"),
			Map.entry("revokeScreen", "revokeScreen(input: { screenId: \"scr_$own_none\" }) { __typename }"),
			Map.entry("announce",
					"announce(input: { eventId: \"$event\", key: \"k\", text: [{ lang: \"sv\", text: \"Hej\" }] }) { __typename }"),
			Map.entry("withdrawAnnouncement",
					"withdrawAnnouncement(input: { announcementId: \"$announcement\" }) { __typename }"),
			Map.entry("setOrganisers",
					"setOrganisers(input: { eventId: \"$event\", subjects: [\"$organiser\"] }) { ... on OrganisersSet { event { id } } }"));

	/** What attendees do, and what organisers do with attendees. */
	private static final Set<String> TESTED_WITH_THEIR_FEATURES = Set.of("putExhibitor", "removeExhibitor",
			"setExhibitorStaff", "putExhibitorCategory", "removeExhibitorCategory", "updateBooth", "setBoothState",
			"inviteExhibitorStaff", "revokeInvitation", "redeemInvitation", "inviteCrew", "revokeCrewInvitation",
			"inviteParticipants", "sendTicketLink", "redeemCrewInvitation", "putOffer", "removeOffer", "claimOffer",
			// attendees
			"addToAgenda", "removeFromAgenda", "mergeAgenda", "putAppointment", "removeAppointment", "putSessionNote",
			"checkIn", "undoCheckIn", "syncCheckIns", "renewCalendarFeed", "rateSession", "hideFeedbackComment",
			"putContactCard", "putMyNeeds", "captureLead", "requestMeeting", "answerMeeting", "agreeToMeeting",
			"cancelMeeting", "proposeMeetingTime", "reassignMeeting", "favouriteExhibitor", "unfavouriteExhibitor",
			"putExhibitorNote", "updateLead", "withdrawContact", "issueCertificate", "revokeCertificate",
			"markNewsRead", "putNotificationSettings", "bookSeat", "bookSeats", "transferSeat", "acceptSeatInvitation",
			"declineSeatInvitation", "withdrawSeatInvitation", "acceptSeat", "declineSeat", "bookParticipantSeat",
			"moveParticipantSeat", "releaseParticipantSeat", "releaseSeat", "releaseNoShows", "deleteMyData",
			"registerDevice", "removeDevice", "followEvent", "unfollowEvent",
			// screens
			"requestScreenCode", "signInScreen", "renewScreenToken", "updateScreen", "replaceTicketCode",
			// participants
			"signIn", "refreshSignIn", "revokeSignIn", "linkTicket", "linkTicketByEmail");

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource schema;

	private NewEvent event;

	private NewEvent otherEvent;

	private String announcement;

	@BeforeEach
	void makeEvents() {
		this.event = NewEvent.on(this.clients);
		this.otherEvent = NewEvent.on(this.clients);
		this.announcement = this.clients.as(this.event.organiser())
			.document(
					"mutation ($id: ID!) { announce(input: { eventId: $id, key: \"first\", text: [{ lang: \"sv\", text: \"Hej\" }] }) { ... on Announced { announcement { id } } } }")
			.variable("id", this.event.id())
			.execute()
			.path("announce.announcement.id")
			.entity(String.class)
			.get();
		ask(this.clients.as(this.event.organiser()), MUTATIONS.get("putScheduleDraft")).errors().verify();
		ask(this.clients.as(this.event.organiser()), MUTATIONS.get("putImportOrigin")).errors().verify();
		ask(this.clients.as(this.event.organiser()), MUTATIONS.get("putWebhook")).errors().verify();
	}

	static Stream<Arguments> mutations() {
		return MUTATIONS.entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("mutations")
	void onlyAuthorisedCallersSucceed(String name, String mutation) {
		code(ask(this.clients.anonymous(), mutation), "UNAUTHENTICATED");
		code(ask(this.clients.attendee(), mutation), "FORBIDDEN");
		code(ask(this.clients.as(this.otherEvent.organiser()), mutation), "FORBIDDEN");
		ask(this.clients.as(this.event.organiser()), mutation).errors().verify();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("mutations")
	void theIdOfSomethingInAnEventIsNotAccepted(String name, String mutation) {
		if (mutation.contains("$event")) {
			code(ask(this.clients.administrator(), mutation.replace("$event", "$talk")), "NOT_FOUND");
		}
	}

	@Test
	void everyMutationIsTestedHere() {
		List<String> all = this.schema.schema()
			.getMutationType()
			.getFieldDefinitions()
			.stream()
			.map(GraphQLFieldDefinition::getName)
			.filter((name) -> !TESTED_WITH_THEIR_FEATURES.contains(name))
			.toList();
		assertThat(MUTATIONS.keySet()).containsExactlyInAnyOrderElementsOf(all);
	}

	@Test
	void theOrganisersOfAnEventAreVisibleToThemOnly() {
		String query = "query { event(id: \"$event\") { organiserSubjects } }";
		code(ask(this.clients.anonymous(), query), "UNAUTHENTICATED");
		code(ask(this.clients.attendee(), query), "FORBIDDEN");
		code(ask(this.clients.as(this.otherEvent.organiser()), query), "FORBIDDEN");
		ask(this.clients.as(this.event.organiser()), query).path("event.organiserSubjects")
			.entityList(String.class)
			.containsExactly(this.event.organiser());
	}

	@Test
	void theViewerIsTheSubjectOfTheToken() {
		String query = "query { viewer { subject name organiserOf { id } } }";
		ask(this.clients.anonymous(), query).path("viewer").valueIsNull();
		ask(this.clients.attendee(), query).path("viewer.subject")
			.entity(String.class)
			.isEqualTo("attendee")
			.path("viewer.organiserOf")
			.entityList(Object.class)
			.hasSize(0);
		ask(this.clients.as(this.event.organiser()), query).path("viewer.organiserOf[*].id")
			.entityList(String.class)
			.containsExactly(this.event.id());
	}

	private Response ask(HttpGraphQlTester client, String operation) {
		String filled = operation.replace("$event", this.event.id())
			.replace("$talk", this.event.talk())
			.replace("$slug", this.event.slug())
			.replace("$roomB", this.event.roomB())
			.replace("$own", this.event.id().substring("evt_".length()))
			.replace("$organiser", this.event.organiser())
			.replace("$webhook", Ids.in("whk", this.event.id(), "w"))
			.replace("$draft", Ids.in("dft", this.event.id(), "d"))
			.replace("$announcement", this.announcement);
		return client.document(filled.startsWith("query") ? filled : "mutation { " + filled + " }").execute();
	}

	private static void code(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
