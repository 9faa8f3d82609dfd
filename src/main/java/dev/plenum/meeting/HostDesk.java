package dev.plenum.meeting;

import java.time.Duration;
import java.util.Objects;

import dev.plenum.meeting.MeetingOutcome.Clash;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reserves the time of hosts. A host has one meeting at a time, also if they are on the
 * staff of several exhibitors.
 *
 * <p>
 * A meeting that reserves time takes two writes. The first one stores a promise in the
 * host's calendar. The second one changes the exhibitor's meetings, guarded by the
 * version that they had before the promise. If a promise is in the way whose meeting was
 * not written yet, this class waits a moment. Then it raises the version of that
 * exhibitor's meetings, so that a late second write fails and is decided again, and
 * removes the promise, guarded by the version of the calendar. So each meeting that
 * reserves time has its promise, and an interrupted change reserves nothing.
 */
@Component
class HostDesk {

	private static final Duration PAUSE = Duration.ofMillis(50);

	/** How often a meeting is read before its change counts as interrupted. */
	private static final int LOOKS = 6;

	private final HostCalendars calendars;

	private final Meetings meetings;

	HostDesk(HostCalendars calendars, Meetings meetings) {
		this.calendars = calendars;
		this.meetings = meetings;
	}

	/**
	 * Reserves the time that an outcome needs.
	 * @param before the meetings before the change
	 * @param outcome the outcome to be stored
	 * @param reading how calendars and meetings are read
	 * @return the clash; empty if the time is reserved or none is needed; the error
	 * {@link WriteConflict} if the change must be decided again
	 */
	Mono<Clash> promise(MeetingsDocument before, MeetingOutcome outcome, Reading reading) {
		if (!(outcome instanceof Done done)) {
			return Mono.empty();
		}
		return Mono
			.justOrEmpty(before.meeting(done.meeting().id())
				.flatMap((meeting) -> Promise.by(meeting, done.meeting(), before.exhibitorId())
					.map((wanted) -> new Wish(wanted, meeting))))
			.flatMap((wish) -> promise(before.eventId(), Objects.requireNonNull(done.meeting().host()), wish, reading));
	}

	private Mono<Clash> promise(String eventId, String host, Wish wish, Reading reading) {
		return this.calendars.of(eventId, host, reading)
			.flatMap((calendar) -> calendar.against(wish.promise())
				.map((other) -> clash(calendar, other, reading, LOOKS)
					.switchIfEmpty(Mono.defer(() -> promise(eventId, host, wish, reading))))
				.orElseGet(() -> keep(calendar.with(wish.promise(), wish.meeting()))));
	}

	/**
	 * The clash with another promise; empty if that promise was void and is removed.
	 */
	private Mono<Clash> clash(HostCalendarDocument calendar, Promise other, Reading reading, int looks) {
		return this.meetings.of(other.exhibitorId(), reading)
			.defaultIfEmpty(MeetingsDocument.empty(other.exhibitorId(), calendar.eventId()))
			.flatMap((meetings) -> switch (other.standing(meetings.meeting(other.meetingId()), calendar.host())) {
				case KEPT -> Mono
					.justOrEmpty(meetings.meeting(other.meetingId()).map((meeting) -> new Clash(meetings, meeting)));
				case OPEN ->
					(looks > 1) ? Mono.delay(PAUSE).then(Mono.defer(() -> clash(calendar, other, reading, looks - 1)))
							: this.meetings.keep(meetings)
								.switchIfEmpty(Mono.error(WriteConflict::new))
								.then(keep(calendar.without(other)));
				case VOID -> keep(calendar.without(other));
			});
	}

	private <T> Mono<T> keep(HostCalendarDocument next) {
		return this.calendars.keep(next).flatMap((kept) -> kept ? Mono.empty() : Mono.error(WriteConflict::new));
	}

	/**
	 * A promise to store, and its current meeting.
	 */
	private record Wish(Promise promise, MeetingEntry meeting) {
	}

}
