package dev.plenum.meeting;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.certificate.CertificateTests;
import dev.plenum.crew.CrewTests;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.exhibitor.Fair;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.needs.NeedsTests;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.participant.TicketLinkTests;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.push.DeviceTests;
import dev.plenum.screen.ScreenTests;
import dev.plenum.seating.AssignmentTests;
import dev.plenum.seating.GroupTests;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Path;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of {@code docs/dependents.md}, each with its test.
 */
@Tag("slow")
@LiveServer
class DependentsTests {

	private static final List<Class<?>> CLASSES = List.of(DependentsTests.class, CertificateTests.class,
			CrewTests.class, ScreenTests.class, GroupTests.class, AssignmentTests.class, TicketLinkTests.class,
			NeedsTests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Disposable.Composite listening = Disposables.composite();

	@Autowired
	private Clients clients;

	@Autowired
	private HostCalendars calendars;

	@Autowired
	private MeetingKeeper keeper;

	@Autowired
	private MongoDatabase database;

	@Autowired
	private Exhibitors exhibitors;

	@Autowired
	private Participants participants;

	@Autowired
	private TicketCodes codes;

	private Fair fair;

	private Diary diary;

	private String trygg;

	@BeforeEach
	void openAFair() {
		this.fair = Fair.of(this.clients);
		this.diary = new Diary(this.fair);
		this.trygg = this.fair.staffed("trygg", "staff");
	}

	@AfterEach
	void stopListening() {
		this.listening.dispose();
	}

	@Test
	void everyRowOfThePageHasATest() throws IOException {
		List<String> rows = Files.readAllLines(java.nio.file.Path.of("docs/dependents.md"))
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| removed "))
			.map((line) -> line.split("\\|"))
			.map((cells) -> cells[1].strip() + ": " + cells[2].strip())
			.toList();
		assertThat(rows).hasSizeGreaterThan(15)
			.containsExactlyInAnyOrderElementsOf(CLASSES.stream()
				.flatMap((type) -> Stream.of(type.getDeclaredMethods()))
				.flatMap((method) -> Arrays.stream(method.getAnnotationsByType(Row.class)))
				.flatMap((row) -> Arrays.stream(row.value()))
				.toList());
	}

	@Test
	@Row("exhibitor: requested, proposed and agreed meetings")
	void meetingsOfARemovedExhibitorAreCancelledForBothSides() {
		String agreed = agreed("ann", 2);
		String requested = this.diary.request("bob", this.trygg, "k", 3);
		String proposed = this.diary.request("cid", this.trygg, "k", 4);
		this.diary.answer(this.fair.as("staff"), proposed, "propose", this.diary.time(5)).errors().verify();
		String calendar = calendar("ann");
		String ofHost = calendar("staff");
		Queue<String> ann = listen("ann");
		Queue<String> staff = listen("staff");
		removeExhibitor();
		assertThat(meetings("ann")).containsExactly(agreed + " CANCELLED ORGANISER trygg");
		assertThat(meetings("bob")).containsExactly(requested + " CANCELLED ORGANISER trygg");
		assertThat(meetings("staff")).containsExactlyInAnyOrder(agreed + " CANCELLED ORGANISER trygg",
				proposed + " CANCELLED ORGANISER trygg");
		assertThat(this.diary.agenda("ann")).isEmpty();
		assertThat(this.diary.agenda("staff")).isEmpty();
		notified(ann, "MEETING CANCELLED");
		notified(staff, "MEETING CANCELLED");
		for (String url : List.of(calendar, ofHost)) {
			assertThat(file(url)).contains("UID:" + agreed + "@plenum", "STATUS:CANCELLED",
					"SUMMARY:trygg – Ann of Malmö");
		}
		String other = this.diary.request("eva", this.fair.staffed("other", "staff"), "k", 2);
		type(this.diary.answer(this.fair.as("staff"), other, "accept", this.diary.time(2)), "answerMeeting",
				"MeetingAnswered");
		this.fair.staffed("trygg", "staff");
		assertThat(meetings("ann")).containsExactly(agreed + " CANCELLED ORGANISER trygg");
		assertThat(requests("staff")).isEmpty();
		assertThat(this.diary.request("ann", this.trygg, "new", 6)).isNotEqualTo(agreed);
		assertThat(requests("staff")).hasSize(1);
	}

	@Test
	@Row("exhibitor: meetings that took place")
	void pastMeetingsOfARemovedExhibitorStay() {
		Instant now = Instant.now();
		Time time = new Time(now.plusSeconds(60), now.plusSeconds(120));
		MeetingsDocument meetings = MeetingsDocument.empty("exh", "evt")
			.request(MeetingEntry.requested("m", "ann", "Ann", null, List.of(time), now))
			.meetings();
		meetings = meetings.host(meetings.meetings().getFirst(), MeetingState.ACCEPTED, time, "staff", "Kim", now)
			.meetings()
			.close("trygg", now.plusSeconds(120));
		assertThat(meetings.meetings()).singleElement().satisfies((meeting) -> {
			assertThat(meeting.state()).isEqualTo(MeetingState.ACCEPTED);
			assertThat(meeting.formerExhibitor()).isEqualTo("trygg");
		});
		assertThat(MeetingBoard.of(List.of(meetings)).ofExhibitor("exh")).isEmpty();
		assertThat(MeetingBoard.of(List.of(meetings)).of("staff", true)).hasSize(1);
	}

	@Test
	@Row("exhibitor: offers and their claims")
	void offersOfARemovedExhibitorAreRemoved() {
		String offer = offer();
		claim("ann", offer).path("claimOffer.__typename").entity(String.class).isEqualTo("OfferClaimed");
		removeExhibitor();
		this.fair.staffed("trygg", "staff");
		assertThat(offer()).isEqualTo(offer);
		assertThat(claims("ann")).isZero();
		claim("bob", offer).path("claimOffer.__typename").entity(String.class).isEqualTo("OfferClaimed");
	}

	@Test
	@Row("exhibitor: leads")
	void leadsOfARemovedExhibitorAreRemoved() {
		capture("ann");
		assertThat(holders("ann")).isOne();
		removeExhibitor();
		assertThat(holders("ann")).isZero();
		this.fair.staffed("trygg", "staff");
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(0);
	}

	@Test
	@Row("exhibitor: favourites and notes of attendees")
	void favouritesOfARemovedExhibitorAreRemoved() {
		send("ann", "favouriteExhibitor", Map.of("exhibitorId", this.trygg));
		send("ann", "putExhibitorNote", Map.of("exhibitorId", this.trygg, "text", "early"));
		Queue<String> ann = listen("ann");
		removeExhibitor();
		notified(ann, "UNFAVOURITE");
		this.fair.staffed("trygg", "staff");
		exhibitor("ann", "favourite myNote").path("node")
			.matchesJsonStrictly("{ \"favourite\": false, \"myNote\": null }");
	}

	@Test
	@Row("exhibitor: staff and invitations")
	void staffAndInvitationsOfARemovedExhibitorAreRemoved() {
		String code = Fair
			.mutate(this.fair.conference().organiser(), "inviteExhibitorStaff", "ExhibitorStaffInvited",
					"invitationCode", Map.of("exhibitorId", this.trygg, "key", "i"))
			.path("inviteExhibitorStaff.invitationCode")
			.entity(String.class)
			.get();
		removeExhibitor();
		this.fair.exhibitor("trygg", Map.of());
		exhibitor("organiser", "staffSubjects").path("node.staffSubjects").entityList(String.class).hasSize(0);
		Fair.mutate(this.fair.as("new"), "redeemInvitation", "InvitationRedeemed", "exhibitor { id }",
				Map.of("eventId", this.fair.id(), "code", code))
			.path("redeemInvitation.__typename")
			.entity(String.class)
			.isEqualTo("InvitationRejected");
	}

	@Test
	@Row("member of the staff: agreed meetings that the person hosts")
	void agreedMeetingsOfAFormerHostWaitForAColleague() {
		String meeting = agreed("ann", 2);
		Queue<String> ann = listen("ann");
		Queue<String> host = listen("staff");
		this.fair.setStaff(this.trygg, List.of(person("colleague"))).errors().verify();
		assertThat(meetings("ann")).containsExactly(meeting + " ACCEPTED null trygg");
		assertThat(meetings("staff")).isEmpty();
		notified(ann, "MEETING ACCEPTED");
		notified(host, "MEETING CANCELLED");
		String other = this.diary.request("eva", this.fair.staffed("other", "staff"), "k", 2);
		type(this.diary.answer(this.fair.as("staff"), other, "accept", this.diary.time(2)), "answerMeeting",
				"MeetingAnswered");
		type(this.diary.reassign(this.fair.as("colleague"), meeting, null), "reassignMeeting", "MeetingReassigned");
		assertThat(this.diary.agenda("colleague")).hasSize(1);
		this.fair.setStaff(this.trygg, List.of(person("colleague"), person("staff"))).errors().verify();
		assertThat(this.diary.agenda("staff")).containsExactly("other0");
	}

	@Test
	void aChangeOfStaffThatWasInterruptedIsRepairedAtTheNextStart() {
		String meeting = agreed("ann", 2);
		this.exhibitors.change(this.trygg, null, new Fields().set("staff", List.of(person("colleague")))).block();
		assertThat(hosts("ann")).containsExactly(person("staff"));
		this.keeper.repair().block();
		this.keeper.repair().block();
		assertThat(hosts("ann")).containsExactly("null");
		type(this.diary.reassign(this.fair.as("colleague"), meeting, null), "reassignMeeting", "MeetingReassigned");
	}

	@Test
	void meetingsOfAnExhibitorThatAnOlderServerRemovedAreCancelledAtTheNextStart() {
		String meeting = agreed("ann", 2);
		String requested = this.diary.request("bob", this.fair.staffed("other", "staff"), "k", 3);
		Mono.from(CommandRules.byHand(this.database.getCollection("exhibitors"))
			.deleteMany(Filters.eq("eventId", this.fair.id()))).block();
		this.keeper.repair().block();
		assertThat(meetings("ann")).containsExactly(meeting + " CANCELLED ORGANISER null");
		assertThat(meetings("bob")).containsExactly(requested + " CANCELLED ORGANISER null");
		assertThat(this.diary.agenda("ann")).isEmpty();
	}

	private List<String> hosts(String name) {
		return this.fair.as(name)
			.document("query ($id: ID) { event(id: $id) { myMeetings { hostName } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myMeetings[*].hostName")
			.entityList(String.class)
			.get()
			.stream()
			.map(String::valueOf)
			.toList();
	}

	@Test
	@Row("member of the staff: meetings with a proposed time")
	void proposedTimesOfAFormerHostAreWithdrawn() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "propose", this.diary.time(3)).errors().verify();
		this.fair.setStaff(this.trygg, List.of(person("colleague"))).errors().verify();
		assertThat(meetings("ann")).containsExactly(meeting + " REQUESTED null trygg");
		type(this.diary.agree(this.fair.as("ann"), meeting, 3), "agreeToMeeting", "Outdated");
		type(this.diary.answer(this.fair.as("colleague"), meeting, "accept", this.diary.time(2)), "answerMeeting",
				"MeetingAnswered");
	}

	@Test
	@Row("session: agendas, notes and seats")
	void aRemovedSessionStaysInAgendasUntilItComesBack() {
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of("capacity", 1));
		send("ann", "addToAgenda", Map.of("sessionId", session));
		send("ann", "bookSeat", Map.of("sessionId", session));
		String calendar = calendar("ann");
		Queue<String> ann = listen("ann");
		this.fair.conference().edit("{remove: {sessionId: \"%s\"}}".formatted(session)).errors().verify();
		notified(ann, "SCHEDULE");
		assertThat(file(calendar)).contains("UID:" + session + "@plenum", "STATUS:CANCELLED");
		this.fair.conference().session("talk", "SEMINAR", 4, Map.of("capacity", 1));
		this.fair.as("ann")
			.document(
					"query ($id: ID) { event(id: $id) { myAgenda { items { ... on AgendaSession { session { id status } seat { state } } } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myAgenda.items[0]")
			.matchesJsonStrictly(
					"{ \"session\": { \"id\": \"%s\", \"status\": \"SCHEDULED\" }, \"seat\": { \"state\": \"BOOKED\" } }"
						.formatted(session));
	}

	@Test
	@Row("session: places in line and offered seats")
	void anOfferedSeatOfARemovedSessionEndsAndThePlaceStays() {
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of("capacity", 1));
		organise("putEvent",
				Map.of("slug", this.fair.conference().slug(), "seatRules", Map.of("freeSeatsOffered", true)))
			.errors()
			.verify();
		List.of("bob", "ann").forEach((name) -> send(name, "bookSeat", Map.of("sessionId", session)));
		send("bob", "releaseSeat", Map.of("sessionId", session));
		seat(session, "OFFERED");
		this.fair.conference().edit("{remove: {sessionId: \"%s\"}}".formatted(session)).errors().verify();
		seat(session, "WAITING");
		type(send(this.fair.as("ann"), "acceptSeat", Map.of("sessionId", session)), "acceptSeat", "NoSeatOffered");
		this.fair.as("ann")
			.document("query ($id: ID) { event(id: $id) { myNews { nodes { cause } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myNews.nodes[*].cause")
			.entityList(String.class)
			.contains("SEAT_OFFERED", "SESSION_CANCELLED", "SEAT_OFFER_ENDED");
		this.fair.conference().session("talk", "SEMINAR", 4, Map.of("capacity", 1));
		seat(session, "OFFERED");
	}

	@Test
	@Row("session or room: drafts that change the session, or move one into the room")
	void aDraftThatNamesSomethingRemovedIsNotPublished() {
		String room = this.fair.conference().room("a", 1);
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of());
		String draft = draft(Map.of("move", Map.of("sessionId", session, "roomIds", List.of(room))));
		type(organise("removeRoom", Map.of("roomId", room)), "removeRoom", "RoomRemoved");
		badInput(organise("publishScheduleDraft", Map.of("draftId", draft)));
		this.fair.conference().edit("{remove: {sessionId: \"%s\"}}".formatted(session)).errors().verify();
		this.fair.conference().room("a", 1);
		badInput(organise("publishScheduleDraft", Map.of("draftId", draft)));
		this.fair.conference().session("talk", "SEMINAR", 3, Map.of());
		type(organise("publishScheduleDraft", Map.of("draftId", draft)), "publishScheduleDraft", "ScheduleChanged");
	}

	@Test
	@Row("speaker: parts of sessions with the speaker")
	void aSpeakerOfAPartIsNotRemoved() {
		String speaker = put("putSpeaker", "speaker", Map.of("name", "S"));
		String session = this.fair.conference()
			.session("secret", "BLOCK", 3, Map.of("visibleFrom", "2100-01-01T00:00:00Z", "parts",
					List.of(Map.of("title", Fair.text("Del"), "speakerIds", List.of(speaker)))));
		type(organise("removeSpeaker", Map.of("speakerId", speaker)), "removeSpeaker", "StillInUse");
		organise("putSession", Map.of("eventId", this.fair.id(), "id", session, "parts", List.of())).errors().verify();
		type(organise("removeSpeaker", Map.of("speakerId", speaker)), "removeSpeaker", "SpeakerRemoved");
	}

	@Test
	@Row("room: sessions in the room")
	void aRoomInUseIsNotRemoved() {
		String room = this.fair.conference().room("a", 1);
		String session = this.fair.conference().session("talk", "SEMINAR", 3, List.of(room), Map.of());
		type(organise("removeRoom", Map.of("roomId", room)), "removeRoom", "StillInUse");
		this.fair.conference().edit("{move: {sessionId: \"%s\", roomIds: []}}".formatted(session)).errors().verify();
		type(organise("removeRoom", Map.of("roomId", room)), "removeRoom", "RoomRemoved");
		refusedMove(session, room);
		this.fair.conference().room("a", 1);
		this.fair.conference()
			.edit("{move: {sessionId: \"%s\", roomIds: [\"%s\"]}}".formatted(session, room))
			.path("changeSchedule.__typename")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
	}

	@Test
	@Row("room: announcements for the room")
	void anAnnouncementStaysWithoutItsRoom() {
		String room = this.fair.conference().room("a", 1);
		organise("announce", Map.of("eventId", this.fair.id(), "key", "n", "text", Fair.text("Hej"), "roomId", room))
			.errors()
			.verify();
		type(organise("removeRoom", Map.of("roomId", room)), "removeRoom", "RoomRemoved");
		announcements().path("event.announcements.nodes")
			.matchesJsonStrictly("[{ \"text\": \"Hej\", \"room\": null }]");
		this.fair.conference().room("a", 1);
		announcements().path("event.announcements.nodes[0].room.name").entity(String.class).isEqualTo("a");
	}

	@Test
	@Row("speaker: sessions of the speaker")
	void aSpeakerOfASessionIsNotRemoved() {
		String speaker = put("putSpeaker", "speaker", Map.of("name", "S"));
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of());
		speakers(session, speaker).path("changeSchedule.__typename").entity(String.class).isEqualTo("ScheduleChanged");
		type(organise("removeSpeaker", Map.of("speakerId", speaker)), "removeSpeaker", "StillInUse");
		speakers(session, null).errors().verify();
		type(organise("removeSpeaker", Map.of("speakerId", speaker)), "removeSpeaker", "SpeakerRemoved");
		badInput(speakers(session, speaker));
		put("putSpeaker", "speaker", Map.of("name", "S"));
		speakers(session, speaker).path("changeSchedule.__typename").entity(String.class).isEqualTo("ScheduleChanged");
	}

	@Test
	@Row("track: sessions of the track")
	void aTrackInUseIsNotRemoved() {
		String track = put("putTrack", "track", Map.of("name", Fair.text("T")));
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of("trackId", track));
		type(organise("removeTrack", Map.of("trackId", track)), "removeTrack", "StillInUse");
		organise("putSession", trackOf(session, null)).errors().verify();
		type(organise("removeTrack", Map.of("trackId", track)), "removeTrack", "TrackRemoved");
		badInput(organise("putSession", trackOf(session, track)));
	}

	@Test
	@Row("offer: claims")
	void claimsOfARemovedOfferAreRemoved() {
		String offer = offer();
		claim("ann", offer).errors().verify();
		Map<String, String> removal = Map.of("exhibitorId", this.trygg, "offerId", offer, "requestId", "r1");
		Fair.mutate(this.fair.as("staff"), "removeOffer", "OfferRemoved", "removedId", removal)
			.path("removeOffer.removedId")
			.entity(String.class)
			.isEqualTo(offer);
		assertThat(claims("ann")).isZero();
		assertThat(offer()).isEqualTo(offer);
		claim("bob", offer).path("claimOffer.__typename").entity(String.class).isEqualTo("OfferClaimed");
		Fair.mutate(this.fair.as("staff"), "removeOffer", "OfferRemoved", "removedId", removal)
			.path("removeOffer.removedId")
			.valueIsNull();
		assertThat(claims("bob")).isOne();
	}

	@Test
	@Row("category: exhibitors in the category")
	void exhibitorsLeaveARemovedCategory() {
		String category = put("putExhibitorCategory", "category", Map.of("name", Fair.text("Omsorg")));
		this.fair.exhibitor("trygg", Map.of("categoryIds", List.of(category)));
		Map<String, String> removal = Map.of("categoryId", category, "requestId", "r1");
		removed("removeExhibitorCategory", removal).entity(String.class).isEqualTo(category);
		assertThat(put("putExhibitorCategory", "category", Map.of("name", Fair.text("Annat")))).isEqualTo(category);
		exhibitor("ann", "categories { id }").path("node.categories").entityList(Object.class).hasSize(0);
		removed("removeExhibitorCategory", removal).valueIsNull();
		removed("removeExhibitorCategory", Map.of("categoryId", category)).entity(String.class).isEqualTo(category);
	}

	@Test
	@Row("event (archived): everything in it")
	void everythingInAnArchivedEventStays() {
		String meeting = agreed("ann", 2);
		this.fair.archive();
		assertThat(meetings("ann")).containsExactly(meeting + " ACCEPTED null trygg");
		type(this.diary.cancel(this.fair.as("ann"), meeting), "cancelMeeting", "EventClosed");
		type(organise("removeExhibitor", Map.of("exhibitorId", this.trygg)), "removeExhibitor", "EventClosed");
		this.fair.conference().publish();
		type(this.diary.cancel(this.fair.as("ann"), meeting), "cancelMeeting", "MeetingCancelled");
	}

	@Test
	@Row("event (unpublished): seats, agendas and everything else in it")
	void everythingInAnUnpublishedEventStays() {
		String meeting = agreed("ann", 2);
		type(organise("unpublishEvent", Map.of("eventId", this.fair.conference().id())), "unpublishEvent",
				"EventUnpublished");
		this.fair.conference().publish();
		assertThat(meetings("ann")).containsExactly(meeting + " ACCEPTED null trygg");
	}

	@Test
	@Row("event (deleted draft): everything in it")
	void everythingInADeletedDraftIsRemoved() {
		agreed("ann", 2);
		String event = this.fair.conference().id();
		organise("unpublishEvent", Map.of("eventId", event)).errors().verify();
		type(organise("deleteEvent", Map.of("eventId", event)), "deleteEvent", "EventDeleted");
		assertThat(this.exhibitors.areIn(event).block()).isFalse();
	}

	@Test
	@Row({ "device (`removeDevice`): messages", "event that a person follows (`unfollowEvent`): devices",
			"person (`deleteMyData`): devices and followed events" })
	void devicesStayUntilTheyOrTheirPersonAreRemoved() {
		String first = device("1");
		device("2");
		type(send(this.fair.as("ann"), "removeDevice", Map.of("deviceId", first)), "removeDevice", "DeviceRemoved");
		type(send(this.fair.as("ann"), "unfollowEvent", Map.of("eventId", this.fair.conference().id())),
				"unfollowEvent", "EventUnfollowed");
		assertThat(devices("ann")).hasSize(1).doesNotContain(first);
		this.fair.conference().deleteMyData("ann").errors().verify();
		assertThat(devices("ann")).isEmpty();
	}

	private String device(String name) {
		return Fair
			.mutate(this.fair.as("ann"), "registerDevice", "DeviceRegistered", "device { id }",
					Map.of("eventId", this.fair.conference().id(), "lang", "sv", "timezone", "Europe/Stockholm",
							"address",
							Map.of("webPush",
									Map.of("endpoint", "https://test.push.services.mozilla.com/" + name, "p256dh",
											DeviceTests.KEY, "auth", DeviceTests.SECRET))))
			.path("registerDevice.device.id")
			.entity(String.class)
			.get();
	}

	private List<String> devices(String person) {
		return this.fair.as(person)
			.document("{ viewer { devices { id } } }")
			.execute()
			.path("viewer.devices[*].id")
			.entityList(String.class)
			.get();
	}

	@Test
	@Row({ "participant (cancelled, or missing in a complete import): seats and places in line",
			"participant (cancelled, or missing in a complete import): devices that the person registered for the event" })
	void theSeatOfACancelledParticipantGoesToTheNextInLineAndTheDevicesAreRemoved() {
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of("capacity", 1));
		String participant = participant("ann");
		send("ann", "bookSeat", Map.of("sessionId", session));
		send("bob", "bookSeat", Map.of("sessionId", session));
		device("1");
		Queue<String> bob = listen("bob");
		organise("putParticipant", Map.of("eventId", this.fair.id(), "id", participant, "state", "CANCELLED")).errors()
			.verify();
		notified(bob, "SEAT_PROMOTED");
		Awaitility.await().atMost(PATIENCE).until(() -> devices("ann").isEmpty());
	}

	@Test
	@Row("participant (`removeParticipant`): everything of the participant")
	void whatARemovedParticipantHasEndsFirst() {
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of("capacity", 1));
		String participant = participant("ann");
		send("ann", "bookSeat", Map.of("sessionId", session));
		send("bob", "bookSeat", Map.of("sessionId", session));
		Queue<String> bob = listen("bob");
		List<String> ended = List.of(codeOf(participant), replaced(participant));
		organise("removeParticipant", Map.of("participantId", participant)).errors().verify();
		notified(bob, "SEAT_PROMOTED");
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.participants.newest(participant).blockOptional().isEmpty());
		assertThat(participant("ann")).isEqualTo(participant);
		ended.forEach((code) -> type(signIn(code), "signIn", "TicketCodeRejected"));
		type(signIn(codeOf(participant)), "signIn", "SignedIn");
	}

	@Test
	@Row("ticket code (`replaceTicketCode`): sign-ins with the earlier code")
	void signInsWithAReplacedCodeEndAndTheSeatStays() {
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of("capacity", 1));
		String participant = participant("ann");
		send("ann", "bookSeat", Map.of("sessionId", session));
		String code = codeOf(participant);
		String refresh = signIn(code).path("signIn.tokens.refreshToken").entity(String.class).get();
		String next = replaced(participant);
		type(Fair.mutate(this.clients.anonymous(), "refreshSignIn", "SignInRefreshed", "signIn { id }",
				Map.of("refreshToken", refresh)), "refreshSignIn", "SignInEnded");
		type(signIn(code), "signIn", "TicketCodeRejected");
		type(signIn(next), "signIn", "SignedIn");
		assertThat(this.participants.newest(participant).map(ParticipantDocument::isActive).block(PATIENCE)).isTrue();
		assertThat(seats("ann")).containsExactly("BOOKED");
	}

	private String replaced(String participant) {
		return Fair
			.mutate(this.fair.as("organiser"), "replaceTicketCode", "TicketCodeReplaced", "ticketCode",
					Map.of("participantId", participant))
			.path("replaceTicketCode.ticketCode")
			.entity(String.class)
			.get();
	}

	private String codeOf(String participant) {
		return this.participants.newest(participant)
			.map((found) -> this.codes.codeOf(found.id(), found.generation()))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private Response signIn(String code) {
		return Fair.mutate(this.clients.anonymous(), "signIn", "SignedIn", "tokens { refreshToken }",
				Map.of("code", code));
	}

	private List<String> seats(String person) {
		return this.fair.as(person)
			.document("{ event(id: \"%s\") { sessions(first: 10) { nodes { mySeat { state } } } } }"
				.formatted(this.fair.id()))
			.execute()
			.path("event.sessions.nodes[*].mySeat.state")
			.entityList(String.class)
			.get();
	}

	private String participant(String person) {
		String id = Fair
			.mutate(this.fair.as("organiser"), "putParticipant", "ParticipantPut", "participant { id }",
					Map.of("eventId", this.fair.id(), "key", person, "name", person))
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get();
		this.participants.change(id, Filters.empty(), new Fields().set("linkedTo", person(person))).block();
		return id;
	}

	@Test
	@Row("person (`deleteMyData`): meetings that the person requested")
	void meetingsThatADeletedPersonRequestedAreRemoved() {
		agreed("ann", 2);
		Queue<String> host = listen("staff");
		this.fair.conference().deleteMyData("ann").errors().verify();
		assertThat(meetings("ann")).isEmpty();
		assertThat(requests("staff")).isEmpty();
		notified(host, "MEETING CANCELLED");
		agreed("bob", 2);
		agreed("ann", 4);
	}

	@Test
	@Row({ "person (`deleteMyData`): meetings that the person hosts", "person (`deleteMyData`): memberships of staff" })
	void meetingsThatADeletedPersonHostsWaitForAColleague() {
		this.fair.setStaff(this.trygg, List.of(person("staff"), person("colleague"))).errors().verify();
		String meeting = agreed("ann", 2);
		Queue<String> ann = listen("ann");
		this.fair.conference().deleteMyData("staff").errors().verify();
		notified(ann, "MEETING ACCEPTED");
		exhibitor("organiser", "staffSubjects").path("node.staffSubjects")
			.entityList(String.class)
			.containsExactly(person("colleague"));
		this.fair.as("ann")
			.document("query ($id: ID) { event(id: $id) { myMeetings { meetingState hostName hostless } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myMeetings")
			.matchesJsonStrictly("[{ \"meetingState\": \"ACCEPTED\", \"hostName\": null, \"hostless\": true }]");
		assertThat(this.calendars.of(this.fair.id(), person("staff"), Reading.NEWEST)
			.blockOptional()
			.orElseThrow()
			.promises()).isEmpty();
		type(this.diary.reassign(this.fair.as("colleague"), meeting, null), "reassignMeeting", "MeetingReassigned");
	}

	@Test
	@Row("person (`deleteMyData`): seats and places in line")
	void theSeatOfADeletedPersonGoesToTheNextInLine() {
		String session = this.fair.conference().session("talk", "SEMINAR", 3, Map.of("capacity", 1));
		send("ann", "bookSeat", Map.of("sessionId", session));
		send("bob", "bookSeat", Map.of("sessionId", session));
		Queue<String> bob = listen("bob");
		this.fair.conference().deleteMyData("ann").errors().verify();
		notified(bob, "SEAT_PROMOTED");
	}

	@Test
	@Row("person (`deleteMyData`): claims of offers")
	void theClaimOfADeletedPersonCounts() {
		String offer = offer();
		claim("ann", offer).errors().verify();
		this.fair.conference().deleteMyData("ann").errors().verify();
		assertThat(claims("ann")).isZero();
		claim("bob", offer).path("claimOffer.__typename").entity(String.class).isEqualTo("OfferExhausted");
	}

	@Test
	@Row("person (`deleteMyData`): addresses of programmes that the person set as organiser")
	void theProgrammeIsNotFetchedWithTheRightsOfADeletedPerson() {
		organise("setOrganisers",
				Map.of("eventId", this.fair.id(), "subjects", List.of(person("organiser"), person("ann"))));
		send("ann", "putImportOrigin",
				Map.of("eventId", this.fair.id(), "url", "https://unknown.invalid/a.xml", "paused", true));
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		this.listening.add(this.clients.listener(person("organiser"))
			.document(
					"subscription ($id: ID!) { importOriginChanged(eventId: $id) { event { importOrigin { stop { stopReason } } } } }")
			.variable("id", this.fair.id())
			.executeSubscription()
			.toFlux("importOriginChanged.event.importOrigin", Map.class)
			.subscribe((origin) -> heard.add(String.valueOf(origin)), (ex) -> heard.add(ex.toString())));
		AtomicInteger minutes = new AtomicInteger(20);
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
			send("ann", "putImportOrigin",
					Map.of("eventId", this.fair.id(), "everyMinutes", minutes.incrementAndGet()));
			return !heard.isEmpty();
		});
		this.fair.conference().deleteMyData("ann").errors().verify();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> heard.stream().anyMatch((origin) -> origin.contains("NOT_ORGANISER")));
	}

	@Test
	void aLateRepetitionDoesNotRemoveAnExhibitorThatWasCreatedAgain() {
		for (int i = 0; i < 2; i++) {
			removed("removeExhibitor", Map.of("exhibitorId", this.trygg, "requestId", "r1")).entity(String.class)
				.isEqualTo(this.trygg);
		}
		this.fair.staffed("trygg", "staff");
		removed("removeExhibitor", Map.of("exhibitorId", this.trygg, "requestId", "r1")).valueIsNull();
		exhibitor("ann", "name").path("node.name").entity(String.class).isEqualTo("trygg");
		removed("removeExhibitor", Map.of("exhibitorId", this.trygg, "requestId", "r2")).entity(String.class)
			.isEqualTo(this.trygg);
	}

	private String agreed(String attendee, int hours) {
		String meeting = this.diary.request(attendee, this.trygg, "k" + hours, hours);
		type(this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(hours)), "answerMeeting",
				"MeetingAnswered");
		return meeting;
	}

	private void removeExhibitor() {
		removed("removeExhibitor", Map.of("exhibitorId", this.trygg)).entity(String.class).isEqualTo(this.trygg);
	}

	private Path removed(String mutation, Map<String, ?> input) {
		String success = mutation.equals("removeExhibitor") ? "ExhibitorRemoved" : "ExhibitorCategoryRemoved";
		return Fair.mutate(this.fair.conference().organiser(), mutation, success, "removedId", input)
			.path(mutation + ".removedId");
	}

	private List<String> meetings(String name) {
		return this.fair.as(name)
			.document("query ($id: ID) { event(id: $id) { myMeetings { id meetingState cancelledBy exhibitorName } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myMeetings")
			.entityList(Seen.class)
			.get()
			.stream()
			.map((seen) -> "%s %s %s %s".formatted(seen.id(), seen.meetingState(), seen.cancelledBy(),
					seen.exhibitorName()))
			.toList();
	}

	/** The meetings that the exhibitor's staff see. */
	private List<String> requests(String name) {
		return exhibitor(name, "meetings { nodes { id } }").path("node.meetings.nodes[*].id")
			.entityList(String.class)
			.get();
	}

	private Response exhibitor(String name, String selection) {
		return this.fair.as(name)
			.document("query ($id: ID!) { node(id: $id) { ... on Exhibitor { %s } } }".formatted(selection))
			.variable("id", this.trygg)
			.execute();
	}

	private String offer() {
		return Fair
			.mutate(this.fair.as("staff"), "putOffer", "OfferPut", "offer { id }",
					Map.of("exhibitorId", this.trygg, "key", "o", "title", Fair.text("Mugg"), "claimLimit", 1))
			.path("putOffer.offer.id")
			.entity(String.class)
			.get();
	}

	private Response claim(String name, String offer) {
		return Fair.mutate(this.fair.as(name), "claimOffer", "OfferClaimed", "__typename", Map.of("offerId", offer));
	}

	private int claims(String name) {
		return count(name, "myClaims");
	}

	private int holders(String name) {
		return count(name, "myContactHolders");
	}

	private int count(String name, String field) {
		return this.fair.as(name)
			.document("query ($id: ID) { event(id: $id) { %s { __typename } } }".formatted(field))
			.variable("id", this.fair.id())
			.execute()
			.path("event." + field)
			.entityList(Object.class)
			.get()
			.size();
	}

	private void capture(String name) {
		Fair.mutate(this.fair.as(name), "putContactCard", "ContactCardPut", "__typename",
				Map.of("eventId", this.fair.id(), "name", name))
			.errors()
			.verify();
		String code = this.fair.as(name)
			.document("query ($id: ID) { event(id: $id) { myContactCard { contactCode { code } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myContactCard.contactCode.code")
			.entity(String.class)
			.get();
		type(Fair.mutate(this.fair.as("staff"), "captureLead", "LeadCaptured", "__typename",
				Map.of("exhibitorId", this.trygg, "code", code)), "captureLead", "LeadCaptured");
	}

	private Response leads() {
		return exhibitor("staff", "leads { totalCount }");
	}

	private Response announcements() {
		return this.fair.as("ann")
			.document("query ($id: ID) { event(id: $id) { announcements { nodes { text room { name } } } } }")
			.variable("id", this.fair.id())
			.execute();
	}

	private Response organise(String mutation, Map<String, ?> input) {
		return send(this.fair.conference().organiser(), mutation, input);
	}

	private void send(String name, String mutation, Map<String, ?> input) {
		send(this.fair.as(name), mutation, input).errors().verify();
	}

	private static Response send(HttpGraphQlTester client, String mutation, Map<String, ?> input) {
		return client
			.document("mutation ($input: %sInput!) { %s(input: $input) { __typename } }"
				.formatted(StringUtils.capitalize(mutation), mutation))
			.variable("input", input)
			.execute();
	}

	/** Creates something with the key {@code k}. */
	private String put(String mutation, String field, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.fair.id(), "key", "k"));
		input.putAll(more);
		return Fair
			.mutate(this.fair.conference().organiser(), mutation, mutation.replace("put", "") + "Put",
					field + " { id }", input)
			.path("%s.%s.id".formatted(mutation, field))
			.entity(String.class)
			.get();
	}

	private Response speakers(String session, String speaker) {
		return this.fair.conference()
			.edit("{speakers: {sessionId: \"%s\", speakers: [%s]}}".formatted(session,
					(speaker != null) ? "{speakerId: \"%s\"}".formatted(speaker) : ""));
	}

	private Map<String, Object> trackOf(String session, String track) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.fair.id(), "id", session));
		input.put("trackId", track);
		return input;
	}

	/** Creates a draft with one edit. */
	private String draft(Map<String, ?> edit) {
		return Fair
			.mutate(this.fair.conference().organiser(), "putScheduleDraft", "ScheduleDraftPut", "draft { id }",
					Map.of("eventId", this.fair.id(), "key", "d", "name", "D", "edits", List.of(edit)))
			.path("putScheduleDraft.draft.id")
			.entity(String.class)
			.get();
	}

	/** Waits until Ann's seat has a state. */
	private void seat(String session, String state) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> this.fair.as("ann")
				.document("query ($id: ID!) { node(id: $id) { ... on Session { mySeat { state } } } }")
				.variable("id", session)
				.execute()
				.path("node.mySeat.state")
				.entity(String.class)
				.isEqualTo(state));
	}

	private void refusedMove(String session, String room) {
		badInput(
				this.fair.conference().edit("{move: {sessionId: \"%s\", roomIds: [\"%s\"]}}".formatted(session, room)));
	}

	private static void badInput(Response response) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
	}

	private String calendar(String name) {
		return this.fair.as(name)
			.document("query ($id: ID) { event(id: $id) { myAgenda { calendarFeed { url } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myAgenda.calendarFeed.url")
			.entity(String.class)
			.get();
	}

	private String file(String url) {
		return Objects.requireNonNull(this.clients.raw()
			.get()
			.uri(url)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	/**
	 * Subscribes to a person's agenda, and waits until the subscription reports changes.
	 */
	private Queue<String> listen(String name) {
		this.clients.token(person(name));
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		this.listening.add(this.clients.listener(person(name))
			.document("subscription ($id: ID!) { myAgendaChanged(eventId: $id) { kind meeting { meetingState } } }")
			.variable("id", this.fair.id())
			.executeSubscription()
			.toFlux("myAgendaChanged", Change.class)
			.subscribe(
					(change) -> heard
						.add(change.kind() + ((change.meeting() != null) ? " " + change.meeting().meetingState() : "")),
					(ex) -> heard.add(ex.toString())));
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
			send(name, "putAppointment", Map.of("eventId", this.fair.id(), "key", "a", "title", "T" + System.nanoTime(),
					"startsAt", this.fair.conference().in(8), "endsAt", this.fair.conference().in(9)));
			return heard.contains("APPOINTMENT_PUT");
		});
		return heard;
	}

	private static void notified(Queue<String> heard, String change) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).contains(change));
	}

	private String person(String name) {
		return this.fair.conference().person(name);
	}

	private static void type(Response response, String mutation, String type) {
		response.path(mutation + ".__typename").entity(String.class).isEqualTo(type);
	}

	private record Seen(String id, String meetingState, String cancelledBy, String exhibitorName) {
	}

	private record Change(String kind, State meeting) {
	}

	private record State(String meetingState) {
	}

}
