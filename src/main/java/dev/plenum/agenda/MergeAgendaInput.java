package dev.plenum.agenda;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * The input of {@code mergeAgenda}. The schema describes each property.
 */
record MergeAgendaInput(String eventId, @Nullable List<String> add, @Nullable List<String> remove, OffsetDateTime at,
		@Nullable List<MergedNoteInput> notes) {

	private static final int MOST = 500;

	private static final int MOST_NOTES = 20;

	private List<String> added() {
		return Objects.requireNonNullElse(this.add, List.of());
	}

	private List<String> removed() {
		return Objects.requireNonNullElse(this.remove, List.of());
	}

	private List<MergedNoteInput> noted() {
		return Objects.requireNonNullElse(this.notes, List.of());
	}

	/**
	 * Returns the sessions, the added ones first.
	 * @throws Problem with {@code BAD_INPUT} if there are too many sessions, unknown
	 * ones, or one that is both added and removed
	 */
	List<Session> sessions(Programme programme) {
		Set<String> alsoAdded = Set.copyOf(added());
		for (int i = 0; i < removed().size(); i++) {
			if (alsoAdded.contains(removed().get(i))) {
				throw Problem.badInput("A session cannot be added and removed at the same moment.", "input", "remove",
						i);
			}
		}
		return Stream
			.of(sessions(programme, added(), "add", MOST), sessions(programme, removed(), "remove", MOST),
					sessions(programme, noted().stream().map(MergedNoteInput::sessionId).toList(), "notes", MOST_NOTES))
			.flatMap(List::stream)
			.distinct()
			.toList();
	}

	/**
	 * Returns whether each session is added or removed.
	 */
	Map<String, Boolean> decisions() {
		Map<String, Boolean> decisions = new LinkedHashMap<>();
		added().forEach((id) -> decisions.put(id, true));
		removed().forEach((id) -> decisions.put(id, false));
		return decisions;
	}

	/**
	 * Returns the notes as edits of the agenda.
	 * @param now the current time; a later time of the device counts as now
	 * @throws Problem with {@code BAD_INPUT} if a note is too long
	 */
	List<AgendaEdit> noteEdits(Instant now) {
		return noted().stream()
			.map((note) -> AgendaEdit.sessionNote(note.sessionId(), AgendaEdit.checkedNote(note.text()),
					atMost(now, note.at())))
			.toList();
	}

	/**
	 * Returns when the attendee decided, as precisely as it is stored.
	 * @param now the current time; a later time of the device counts as now
	 */
	Instant decidedAt(Instant now) {
		return atMost(now, this.at);
	}

	private static Instant atMost(Instant now, OffsetDateTime at) {
		Instant instant = at.toInstant();
		return (instant.isAfter(now) ? now : instant).truncatedTo(ChronoUnit.MILLIS);
	}

	private static List<Session> sessions(Programme programme, List<String> ids, String field, int most) {
		if (ids.size() > most) {
			throw Problem.badInput("At most %d sessions are allowed.".formatted(most), "input", field);
		}
		List<Session> sessions = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			int index = i;
			sessions.add(programme.session(ids.get(i))
				.orElseThrow(() -> Problem.badInput("This event has no such session.", "input", field, index)));
		}
		return sessions;
	}

	/**
	 * A note of {@code mergeAgenda}. The schema describes each property.
	 */
	record MergedNoteInput(String sessionId, @Nullable String text, OffsetDateTime at) {
	}

}
