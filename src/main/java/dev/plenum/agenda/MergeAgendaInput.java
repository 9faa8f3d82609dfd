package dev.plenum.agenda;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.GuardedChange;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * The input of {@code mergeAgenda}. The schema describes each property.
 */
record MergeAgendaInput(String eventId, @Nullable List<String> add, @Nullable List<String> remove, OffsetDateTime at) {

	private static final int MOST = 500;

	private List<String> added() {
		return Objects.requireNonNullElse(this.add, List.of());
	}

	private List<String> removed() {
		return Objects.requireNonNullElse(this.remove, List.of());
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
			.concat(sessions(programme, added(), "add").stream(), sessions(programme, removed(), "remove").stream())
			.distinct()
			.toList();
	}

	/**
	 * Returns the changes to merge.
	 * @param now the current time; a later time of the device counts as now
	 */
	List<GuardedChange> changes(Instant now) {
		Instant moment = this.at.toInstant().isAfter(now) ? now : this.at.toInstant();
		return Stream
			.concat(added().stream().map((id) -> AgendaEdit.merge(id, true, moment)),
					removed().stream().map((id) -> AgendaEdit.merge(id, false, moment)))
			.toList();
	}

	private static List<Session> sessions(Programme programme, List<String> ids, String field) {
		if (ids.size() > MOST) {
			throw Problem.badInput("At most %d sessions are allowed.".formatted(MOST), "input", field);
		}
		List<Session> sessions = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			int index = i;
			sessions.add(programme.session(ids.get(i))
				.orElseThrow(() -> Problem.badInput("This event has no such session.", "input", field, index)));
		}
		return sessions;
	}

}
