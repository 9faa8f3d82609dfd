package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.agenda.AgendaDocument.Pick;
import dev.plenum.announcement.EventPosition;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleChangeKind;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that an attendee adds and removes at one moment.
 *
 * @param sessions whether each session is added or removed, by session id
 * @param decidedAt when the attendee decided on a device that was offline; null if the
 * attendee decides now
 * @param now the current time
 * @param schedule the schedule as this server knows it
 * @param position how far this server knows the event
 */
record Picking(Map<String, Boolean> sessions, @Nullable Instant decidedAt, Instant now, Schedule schedule,
		EventPosition position) {

	/** The number of decisions that an agenda keeps of each session. */
	private static final int MOST_DECISIONS = 20;

	/**
	 * Returns what to store. A decision that changes nothing is left out, and so is one
	 * that the attendee took back later: of two decisions at the same instant, the one
	 * that adds the session counts.
	 * @param agenda the agenda as it is stored
	 */
	Fields fields(AgendaDocument agenda) {
		Fields fields = new Fields();
		this.sessions.forEach((id, picked) -> add(fields, id, picked, agenda));
		return fields;
	}

	private void add(Fields fields, String sessionId, boolean picked, AgendaDocument agenda) {
		Pick known = agenda.picks().get(sessionId);
		if (!counts(known, picked)) {
			return;
		}
		String path = "picks." + sessionId;
		fields.set(path + ".at", moment());
		if (known != null && known.picked() == picked) {
			return;
		}
		Decision decision = new Decision(picked, this.now, agenda.version() + 1, this.position.revision(),
				this.position.bulletin(), picked ? missed(sessionId) : null);
		fields.set(path + ".picked", picked)
			.appendAll(path + ".decisions", Stream.concat(unlisted(known), Stream.of(decision)).toList(),
					MOST_DECISIONS);
	}

	private boolean counts(@Nullable Pick known, boolean picked) {
		if (known == null) {
			return true;
		}
		if (this.decidedAt == null) {
			return known.picked() != picked;
		}
		int later = this.decidedAt.compareTo(known.at());
		return later > 0 || later == 0 && picked && !known.picked();
	}

	private Instant moment() {
		return (this.decidedAt != null) ? this.decidedAt : this.now;
	}

	/**
	 * Finds the last change of a session that the attendee could not know when they added
	 * it.
	 */
	private @Nullable Integer missed(String sessionId) {
		Instant known = this.decidedAt;
		if (known == null) {
			return null;
		}
		return this.schedule.changes()
			.reversed()
			.stream()
			.filter((change) -> change.sessionId().equals(sessionId) && change.at().isAfter(known)
					&& !change.kinds().equals(List.of(ScheduleChangeKind.ADDED)))
			.findFirst()
			.map(ScheduleChange::revision)
			.orElse(null);
	}

	/** Returns the decision that an earlier version of the server stored. */
	private static Stream<Decision> unlisted(@Nullable Pick known) {
		return (known != null) ? known.history().stream().skip(known.decisions().size()) : Stream.empty();
	}

}
