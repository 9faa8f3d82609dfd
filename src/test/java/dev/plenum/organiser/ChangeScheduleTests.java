package dev.plenum.organiser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changing a schedule over HTTP.
 */
@Tag("slow")
@LiveServer
class ChangeScheduleTests {

	private static final String CHANGE = """
			mutation ($input: ChangeScheduleInput!) {
			  changeSchedule(input: $input) {
			    type: __typename
			    ... on ScheduleChanged { event { revision } slotChanges { revision kinds note at session { id title note status startsAt }
			      before { startsAt rooms { name } speakers { speaker { name } } } after { startsAt rooms { name } status } } }
			    ... on ScheduleClash { clashes { session { title } with { title } room { name } speaker { name } } }
			    ... on SchedulePreviewed { slotChanges { revision } clashes { room { name } }
			      roomsTooSmall { session { id } rooms { name } capacity needed }
			      audience { people inAgenda withSeat waiting } texts { lang text } }
			    ... on Outdated { current { ... on Event { revision } } }
			  }
			}""";

	@Autowired
	private Clients clients;

	private NewEvent event;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void aMoveIsAnsweredWithTheChangeAndIsVisibleAtOnce() {
		Response response = change(Map.of("note", "Tåget är sent", "edits",
				List.of(move(this.event.talk(), "14:00", "15:00", this.event.roomB()))));
		response.path("changeSchedule.slotChanges[0].kinds")
			.entityList(String.class)
			.containsExactly("MOVED_TIME", "MOVED_ROOM");
		response.path("changeSchedule.slotChanges[0].before.rooms[0].name").entity(String.class).isEqualTo("Sal A");
		response.path("changeSchedule.slotChanges[0].after.startsAt")
			.entity(String.class)
			.isEqualTo("2027-05-10T14:00:00+02:00");
		response.path("changeSchedule.slotChanges[0].session.note").entity(String.class).isEqualTo("Tåget är sent");
		int revision = response.path("changeSchedule.event.revision").entity(Integer.class).get();
		Response read = this.clients.anonymous()
			.document("query ($id: ID!) { node(id: $id) { ... on Session { startsAt rooms { name } note } } }")
			.variable("id", this.event.talk())
			.execute();
		read.path("node.startsAt").entity(String.class).isEqualTo("2027-05-10T14:00:00+02:00");
		assertThat(revision()).isEqualTo(revision);
	}

	@Test
	void eitherAllEditsOfARequestTakeEffectOrNone() {
		int before = revision();
		Response refused = change(Map.of("edits", List.of(Map.of("cancel", Map.of("sessionId", this.event.talk())),
				Map.of("move", Map.of("sessionId", this.event.panel(), "roomIds", List.of("roo_x_nowhere"))))));
		refused.errors().satisfy((errors) -> assertThat(path(errors)).isEqualTo("input.edits.1.move.roomIds"));
		assertThat(revision()).isEqualTo(before);
		Response done = change(Map.of("edits", List.of(Map.of("cancel", Map.of("sessionId", this.event.talk())),
				move(this.event.panel(), "09:00", "10:00", this.event.roomA()))));
		done.path("changeSchedule.slotChanges[*].revision")
			.entityList(Integer.class)
			.containsExactly(before + 1, before + 2);
	}

	@Test
	void aTakenRoomIsAClashUnlessForced() {
		Map<String, Object> edit = move(this.event.panel(), "09:30", "10:30", this.event.roomA());
		Response clash = change(Map.of("edits", List.of(edit)));
		clash.path("changeSchedule.type").entity(String.class).isEqualTo("ScheduleClash");
		clash.path("changeSchedule.clashes[0].with.title").entity(String.class).isEqualTo("Hållbar socialtjänst");
		clash.path("changeSchedule.clashes[0].room.name").entity(String.class).isEqualTo("Sal A");
		change(Map.of("edits", List.of(edit), "force", true)).path("changeSchedule.type")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
	}

	@Test
	void aSpeakerCannotBeInTwoRooms() {
		Response clash = change(Map
			.of("edits", List.of(move(this.event.panel(), "09:30", "10:30", this.event.roomB()), Map.of("speakers", Map
				.of("sessionId", this.event.panel(), "speakers", List.of(Map.of("speakerId", this.event.asa())))))));
		clash.path("changeSchedule.clashes[0].speaker.name").entity(String.class).isEqualTo("Åsa Öst");
	}

	@Test
	void anOldRevisionIsOutdatedAndTheAnswerHasTheEventAsItIs() {
		int before = revision();
		this.event.moveTalk(this.clients, "13:00");
		Response conflict = change(Map.of("expectedRevision", before, "edits",
				List.of(Map.of("cancel", Map.of("sessionId", this.event.talk())))));
		conflict.path("changeSchedule.type").entity(String.class).isEqualTo("Outdated");
		conflict.path("changeSchedule.current.revision").entity(Integer.class).isEqualTo(before + 1);
	}

	@Test
	void aRepeatedRequestChangesNothingAndHasTheSameAnswer() {
		Map<String, Object> input = Map.of("expectedRevision", revision(), "note", "Sjuk", "edits",
				List.of(Map.of("cancel", Map.of("sessionId", this.event.talk()))));
		Object first = change(input).path("changeSchedule").entity(Object.class).get();
		Object second = change(input).path("changeSchedule").entity(Object.class).get();
		assertThat(second).isEqualTo(first);
		assertThat(revision()).isEqualTo((Integer) input.get("expectedRevision") + 1);
	}

	@Test
	void aRemovedSessionLeavesTheProgrammeButItsChangesStayReadable() {
		int before = revision();
		change(Map.of("edits", List.of(Map.of("remove", Map.of("sessionId", this.event.talk())))))
			.path("changeSchedule.slotChanges[0].session.status")
			.entity(String.class)
			.isEqualTo("CANCELLED");
		Response read = this.clients.anonymous()
			.document("""
					query ($id: ID!, $after: Int!) { event(id: $id) { sessions { nodes { title } }
					  changes(afterRevision: $after) { nodes { kinds session { title } after { startsAt } } } } }""")
			.variable("id", this.event.id())
			.variable("after", before)
			.execute();
		read.path("event.sessions.nodes[*].title").entityList(String.class).containsExactly("Samtal");
		read.path("event.changes.nodes[0].session.title").entity(String.class).isEqualTo("Hållbar socialtjänst");
		read.path("event.changes.nodes[0].after").valueIsNull();
	}

	@ParameterizedTest(name = "{0} to {1} is refused at {2}")
	@CsvSource(textBlock = """
			2027-05-10T12:00:00+02:00, 2027-05-10T11:00:00+02:00, endsAt
			2027-05-09T12:00:00+02:00, 2027-05-09T13:00:00+02:00, startsAt
			2027-05-12T23:00:00+02:00, 2027-05-13T09:00:00+02:00, endsAt
			""")
	void aSlotOutsideTheEventIsRejectedWithItsPath(String start, String end, String field) {
		change(Map.of("edits",
				List.of(Map.of("move", Map.of("sessionId", this.event.talk(), "startsAt", start, "endsAt", end)))))
			.errors()
			.satisfy((errors) -> {
				assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT");
				assertThat(path(errors)).isEqualTo("input.edits.0.move." + field);
			});
	}

	@Test
	void aRequestWithoutEditsOrWithSessionsOfAnotherEventIsRejected() {
		change(Map.of("edits", List.of())).errors()
			.satisfy((errors) -> assertThat(path(errors)).isEqualTo("input.edits"));
		NewEvent other = NewEvent.on(this.clients);
		change(Map.of("edits", List.of(Map.of("cancel", Map.of("sessionId", other.talk()))))).errors()
			.satisfy((errors) -> assertThat(path(errors)).isEqualTo("input.edits.0.cancel.sessionId"));
		change(Map.of("edits",
				List.of(Map.of("move", Map.of("sessionId", this.event.talk(), "roomIds", List.of(other.roomA()))))))
			.errors()
			.satisfy((errors) -> assertThat(path(errors)).isEqualTo("input.edits.0.move.roomIds"));
	}

	@Test
	void aDryRunReportsWhatTheChangeWouldCauseAndWritesNothing() {
		this.clients.as(this.event.organiser())
			.document("""
					mutation ($event: ID!, $talk: ID!, $b: ID!) {
					  putSession(input: { eventId: $event, id: $talk, capacity: 30, reservedSeats: {
					    seatCount: 29, ticketTypes: ["VIP"], releasedAt: "2027-05-09T09:00:00Z" } }) { __typename }
					  putRoom(input: { eventId: $event, id: $b, capacity: 20 }) { __typename } }""")
			.variable("event", this.event.id())
			.variable("talk", this.event.talk())
			.variable("b", this.event.roomB())
			.executeAndVerify();
		attend("anna-" + this.event.slug(), "bookSeat", this.event.talk());
		attend("cilla-" + this.event.slug(), "bookSeat", this.event.talk());
		attend("anna-" + this.event.slug(), "addToAgenda", this.event.panel());
		attend("bo-" + this.event.slug(), "addToAgenda", this.event.panel());
		int before = revision();
		Response preview = change(Map.of("dryRun", true, "note", "Ordet", "edits",
				List.of(move(this.event.talk(), "10:00", "11:00", this.event.roomB()),
						move(this.event.panel(), "10:15", "11:15", this.event.roomB()))));
		preview.path("changeSchedule.type").entity(String.class).isEqualTo("SchedulePreviewed");
		preview.path("changeSchedule.clashes[0].room.name").entity(String.class).isEqualTo("Sal B");
		preview.path("changeSchedule.slotChanges[*].revision")
			.entityList(Integer.class)
			.containsExactly(before + 1, before + 2);
		preview.path("changeSchedule.roomsTooSmall")
			.entityList(Map.class)
			.containsExactly(Map.of("session", Map.of("id", this.event.talk()), "rooms",
					List.of(Map.of("name", "Sal B")), "capacity", 20, "needed", 30));
		preview.path("changeSchedule.audience")
			.entity(Map.class)
			.isEqualTo(Map.of("people", 3, "inAgenda", 2, "withSeat", 1, "waiting", 1));
		preview.path("changeSchedule.texts[?(@.lang == 'sv')].text")
			.entityList(String.class)
			.satisfies((texts) -> assertThat(texts).hasSize(2).allMatch((text) -> text.contains("Sal B")));
		preview.path("changeSchedule.texts[?(@.lang == 'fi')].text").entityList(String.class).hasSize(2);
		assertThat(revision()).isEqualTo(before);
	}

	@Test
	void aChangeOfTwoSessionsIsUndoneAsAWhole() {
		int before = revision();
		change(Map.of("edits", List.of(move(this.event.talk(), "14:00", "15:00", this.event.roomB()),
				Map.of("cancel", Map.of("sessionId", this.event.panel())))));
		Response undone = undo(Map.of("revision", before + 2, "note", "Ändå inte"));
		undone.path("undoScheduleChange.slotChanges[*].revision")
			.entityList(Integer.class)
			.containsExactly(before + 3, before + 4);
		undone.path("undoScheduleChange.slotChanges[0].session.startsAt")
			.entity(String.class)
			.isEqualTo("2027-05-10T09:00:00+02:00");
		undone.path("undoScheduleChange.slotChanges[1].session.status").entity(String.class).isEqualTo("SCHEDULED");
		Object again = undo(Map.of("revision", before + 1, "note", "Ändå inte")).path("undoScheduleChange")
			.entity(Object.class)
			.get();
		assertThat(again).isEqualTo(undone.path("undoScheduleChange").entity(Object.class).get());
		assertThat(revision()).isEqualTo(before + 4);
	}

	@Test
	void aChangeThatWasChangedAgainIsNotUndoneAndTheAnswerSaysWhy() {
		int moved = this.event.moveTalk(this.clients, "13:00");
		int later = this.event.moveTalk(this.clients, "14:00");
		Response refused = undo(Map.of("revision", moved));
		refused.path("undoScheduleChange.type").entity(String.class).isEqualTo("ChangeContradicted");
		refused.path("undoScheduleChange.message")
			.entity(String.class)
			.satisfies((text) -> assertThat(text).isNotBlank());
		refused.path("undoScheduleChange.contradictions")
			.entityList(Map.class)
			.containsExactly(Map.of("reason", "CHANGED_AGAIN", "session", Map.of("id", this.event.talk()), "later",
					Map.of("revision", later)));
		undo(Map.of("revision", later + 1)).errors()
			.satisfy((errors) -> assertThat(path(errors)).isEqualTo("input.revision"));
	}

	@Test
	void aDelayMovesTheFollowingSessionsOfTheRoomOnceHoweverOftenItIsSent() {
		int before = revision();
		Map<String, Object> input = Map.of("from", "2027-05-10T09:00:00+02:00", "by", 15, "roomId", this.event.roomA(),
				"requestId", "late");
		Response done = delay(input);
		done.path("delaySessions.slotChanges[*].session.startsAt")
			.entityList(String.class)
			.containsExactly("2027-05-10T09:15:00+02:00", "2027-05-10T10:15:00+02:00");
		assertThat(delay(input).path("delaySessions").entity(Object.class).get())
			.isEqualTo(done.path("delaySessions").entity(Object.class).get());
		assertThat(revision()).isEqualTo(before + 2);
		delay(Map.of("from", "2027-05-10T09:00:00+02:00", "by", 15, "dryRun", true)).path("delaySessions.type")
			.entity(String.class)
			.isEqualTo("SchedulePreviewed");
		delay(Map.of("from", "2027-05-10T09:00:00+02:00", "by", 0)).errors()
			.satisfy((errors) -> assertThat(path(errors)).isEqualTo("input.by"));
	}

	@Test
	void aDelayIntoATakenRoomIsAClash() {
		Response clash = delay(Map.of("from", "2027-05-10T10:00:00+02:00", "by", 15, "roomId", this.event.roomA()));
		clash.path("delaySessions.type").entity(String.class).isEqualTo("ScheduleChanged");
		change(Map.of("edits", List.of(move(this.event.talk(), "12:00", "13:00", this.event.roomB()))));
		change(Map.of("edits",
				List.of(Map.of("move",
						Map.of("sessionId", this.event.panel(), "startsAt", "2027-05-10T11:00:00+02:00", "endsAt",
								"2027-05-10T12:00:00+02:00", "roomIds",
								List.of(this.event.roomA(), this.event.roomB()))))));
		delay(Map.of("from", "2027-05-10T09:00:00+02:00", "by", 30, "roomId", this.event.roomA()))
			.path("delaySessions.clashes[0].with.title")
			.entity(String.class)
			.isEqualTo("Hållbar socialtjänst");
	}

	@Test
	void editsAreCollectedInADraftAndPublishedTogether() {
		int before = revision();
		Map<String, Object> input = Map.of("eventId", this.event.id(), "key", "b", "name", "Plan B", "note", "Ordet",
				"edits", List.of(move(this.event.talk(), "10:00", "11:00", this.event.roomA())));
		Response put = draft("putScheduleDraft", "PutScheduleDraftInput",
				"... on ScheduleDraftPut { draft { id version edits { kind startsAt rooms { name } } clashes { with { title } } problem } }",
				input);
		put.path("putScheduleDraft.draft.clashes[0].with.title").entity(String.class).isEqualTo("Samtal");
		put.path("putScheduleDraft.draft.edits[0]")
			.entity(Map.class)
			.isEqualTo(Map.of("kind", "MOVE", "startsAt", "2027-05-10T10:00:00+02:00", "rooms",
					List.of(Map.of("name", "Sal A"))));
		assertThat(revision()).isEqualTo(before);
		String id = put.path("putScheduleDraft.draft.id").entity(String.class).get();
		String published = "type: __typename ... on ScheduleChanged { slotChanges { revision note } }";
		draft("publishScheduleDraft", "PublishScheduleDraftInput", published, Map.of("draftId", id))
			.path("publishScheduleDraft.type")
			.entity(String.class)
			.isEqualTo("ScheduleClash");
		Map<String, Object> forced = Map.of("draftId", id, "force", true);
		for (int i = 0; i < 2; i++) {
			draft("publishScheduleDraft", "PublishScheduleDraftInput", published, forced)
				.path("publishScheduleDraft.slotChanges")
				.entityList(Map.class)
				.containsExactly(Map.of("revision", before + 1, "note", "Ordet"));
		}
		this.clients.as(this.event.organiser())
			.document("query ($id: ID!) { event(id: $id) { scheduleDrafts { id } draftRevision } }")
			.variable("id", this.event.id())
			.execute()
			.path("event")
			.entity(Map.class)
			.isEqualTo(Map.of("scheduleDrafts", List.of(), "draftRevision", 2));
	}

	private Response draft(String mutation, String type, String selection, Map<String, Object> input) {
		return this.clients.as(this.event.organiser())
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(type, mutation, selection))
			.variable("input", input)
			.execute();
	}

	private void attend(String subject, String mutation, String session) {
		this.clients.as(subject)
			.document("mutation ($session: ID!) { %s(input: { sessionId: $session }) { __typename } }"
				.formatted(mutation))
			.variable("session", session)
			.executeAndVerify();
	}

	private Response undo(Map<String, Object> input) {
		return send("undoScheduleChange", "UndoScheduleChangeInput",
				"... on ChangeContradicted { message contradictions { reason session { id } later { revision } } }",
				input);
	}

	private Response delay(Map<String, Object> input) {
		return send("delaySessions", "DelaySessionsInput", "", input);
	}

	private Response send(String mutation, String type, String more, Map<String, Object> input) {
		Map<String, Object> whole = new HashMap<>(input);
		whole.put("eventId", this.event.id());
		return this.clients.as(this.event.organiser())
			.document(CHANGE.replace("changeSchedule", mutation)
				.replace("ChangeScheduleInput", type)
				.replace("type: __typename", "type: __typename " + more))
			.variable("input", whole)
			.execute();
	}

	private Response change(Map<String, Object> input) {
		Map<String, Object> whole = new HashMap<>(input);
		whole.put("eventId", this.event.id());
		return this.clients.as(this.event.organiser()).document(CHANGE).variable("input", whole).execute();
	}

	private static Map<String, Object> move(String session, String start, String end, String room) {
		return Map.of("move", Map.of("sessionId", session, "startsAt", "2027-05-10T%s:00+02:00".formatted(start),
				"endsAt", "2027-05-10T%s:00+02:00".formatted(end), "roomIds", List.of(room)));
	}

	private int revision() {
		return this.clients.anonymous()
			.document("query ($id: ID!) { event(id: $id) { revision } }")
			.variable("id", this.event.id())
			.execute()
			.path("event.revision")
			.entity(Integer.class)
			.get();
	}

	private static String path(List<ResponseError> errors) {
		List<?> path = (List<?>) errors.getFirst().getExtensions().get("path");
		return String.join(".", path.stream().map(String::valueOf).toList());
	}

}
