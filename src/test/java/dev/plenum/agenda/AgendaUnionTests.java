package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.agenda.AgendaDocument.Pick;
import dev.plenum.agenda.AgendaDocument.ReadNews;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AgendaUnionTests {

	private static final Instant EARLY = Instant.parse("2024-10-02T08:00:00Z");

	private static final Instant LATE = Instant.parse("2024-10-02T09:00:00Z");

	@Test
	void whatOnlyTheAddedAgendaHasIsAdded() {
		AgendaDocument empty = AgendaDocument.unopened(new AgendaOwner("evt", "ann", null));
		assertThat(changes(empty, agenda(EARLY, "mine"))).contains("picks.ses.picked", "notes.ses", "notedAt.ses",
				"favourites.exh", "exhibitorNotes.exh", "appointments.apt.title", "presences.ses", "newsRead.items");
	}

	@Test
	void theNewerDecisionAndNoteAndTheEarlierFavouriteAndPresenceCount() {
		assertThat(changes(agenda(EARLY, "theirs"), agenda(LATE, "mine")))
			.contains("picks.ses.at", "notes.ses", "exhibitorNotes.exh")
			.doesNotContain("favourites.exh", "presences.ses");
		assertThat(changes(agenda(LATE, "theirs"), agenda(EARLY, "mine"))).contains("favourites.exh", "presences.ses")
			.doesNotContain("picks.ses.at", "notes.ses");
	}

	@Test
	void theSameAgendaAddsNothing() {
		assertThat(changes(agenda(EARLY, "mine"), agenda(EARLY, "mine"))).isEmpty();
	}

	private static List<String> changes(AgendaDocument kept, AgendaDocument added) {
		return List.copyOf(new AgendaUnion(kept, added).fields().names());
	}

	private static AgendaDocument agenda(Instant at, String note) {
		return new AgendaDocument("agd", "evt", "ann", 4, null, "code", "secret", 0, List.of(), List.of(),
				Map.of("ses", new Pick(true, at, List.of(new Decision(true, at, 2, 1, 1, null)))),
				Map.of("apt", new AppointmentEntry("Lunch", EARLY, LATE, null, null, 0, EARLY)), Map.of("ses", note),
				Map.of("exh", at), Map.of("exh", note), Map.of("ses", at), Map.of("ses", EARLY), List.of(),
				new ReadNews(List.of(), List.of(new ReadNews.Item("item", EARLY, null))), Map.of("ses", at), EARLY);
	}

}
