package dev.plenum.organiser.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.programme.Programme;
import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.Delay;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A delay of the sessions of a room, of a track or of the event; the schema describes
 * each property.
 */
record DelaySessionsInput(String eventId, OffsetDateTime from, int by, @Nullable String roomId,
		@Nullable String trackId, @Nullable Boolean absorbBreaks, @Nullable Integer expectedRevision,
		@Nullable String requestId, @Nullable String note, @Nullable Boolean force, @Nullable Boolean dryRun) {

	private static final int LONGEST = 12 * 60;

	private static final Set<SessionKind> BREAKS = Set.of(SessionKind.BREAK, SessionKind.MEAL);

	ScheduleRequest request(Programme programme, String subject) {
		Check.that(this.by >= 1 && this.by <= LONGEST, "A delay has 1 to %d minutes.".formatted(LONGEST), "by");
		Check.that(this.roomId == null || this.trackId == null, "Give a room or a track, not both.", "trackId");
		Check.that(this.roomId == null || programme.room(this.roomId).isPresent(), "This event has no such room.",
				"roomId");
		Check.that(this.trackId == null || programme.track(this.trackId).isPresent(), "This event has no such track.",
				"trackId");
		Delay delay = new Delay(this.from.toInstant(), endOfDay(programme), Duration.ofMinutes(this.by),
				concerned(programme), breaks(programme));
		return new ScheduleRequest((schedule, rules, terms) -> schedule.change(delay.edits(schedule), rules, terms),
				(_) -> List.of(),
				ScheduleOptions.of(this.expectedRevision,
						RequestKey.of(this.requestId, "delaySessions", this.eventId, subject), this.note, this.force,
						this.dryRun),
				null, (invalid) -> Problem.badInput(invalid.message(), "input", "by"));
	}

	private Instant endOfDay(Programme programme) {
		EventDays days = programme.documents().days();
		return days.endOf(days.of(this.from.toInstant()));
	}

	private BiPredicate<String, Slot> concerned(Programme programme) {
		if (this.roomId != null) {
			return (_, slot) -> slot.roomIds().contains(this.roomId);
		}
		return (id, _) -> this.trackId == null
				|| programme.documents().sessions().get(id) instanceof SessionDocument session
						&& this.trackId.equals(session.trackId());
	}

	private Set<String> breaks(Programme programme) {
		return Boolean.TRUE.equals(this.absorbBreaks) ? programme.documents()
			.sessions()
			.values()
			.stream()
			.filter((session) -> BREAKS.contains(session.kind()))
			.map(SessionDocument::id)
			.collect(Collectors.toSet()) : Set.of();
	}

}
