package dev.plenum.meeting;

import java.time.Duration;
import java.util.Objects;

import dev.plenum.meeting.MeetingOutcome.Clash;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.platform.mongo.MovedOn;
import dev.plenum.platform.mongo.Reading;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Promises the time of who is staff, once, for however many exhibitors they speak.
 *
 * <p>
 * A meeting that keeps somebody busy takes two writes: its time is promised in the host's
 * calendar, then the exhibitor's meetings say so, guarded by the version that they had
 * before the promise. Where a promise stands in the way whose meeting does not say so, it
 * gets a moment; then the exhibitor's meetings are given a new version, so that whoever
 * is late with that promise fails and decides anew; only then it is taken back, guarded
 * by the version of the calendar. So a meeting that keeps somebody busy always has its
 * promise, however slow anybody is, and who is interrupted keeps nobody busy.
 */
@Component
class HostDesk {

	private static final Duration PAUSE = Duration.ofMillis(50);

	/** How often a meeting is looked at before whoever promised it is taken for gone. */
	private static final int LOOKS = 6;

	private final HostCalendars calendars;

	private final MeetingBooks books;

	HostDesk(HostCalendars calendars, MeetingBooks books) {
		this.calendars = calendars;
		this.books = books;
	}

	/**
	 * Promises what an outcome needs to be promised.
	 * @param before the meetings that it follows from
	 * @param outcome what is to be kept next
	 * @param reading how calendars and meetings are read
	 * @return what stands against it; empty once all is promised; fails with
	 * {@link MovedOn} where it is to be decided anew
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
	 * What stands against a wish by a promise; empty once that is taken back.
	 */
	private Mono<Clash> clash(HostCalendarDocument calendar, Promise other, Reading reading, int looks) {
		return this.books.of(other.exhibitorId(), reading)
			.defaultIfEmpty(MeetingsDocument.empty(other.exhibitorId(), calendar.eventId()))
			.flatMap((meetings) -> switch (other.standing(meetings.meeting(other.meetingId()), calendar.host())) {
				case KEPT -> Mono
					.justOrEmpty(meetings.meeting(other.meetingId()).map((meeting) -> new Clash(meetings, meeting)));
				case OPEN ->
					(looks > 1) ? Mono.delay(PAUSE).then(Mono.defer(() -> clash(calendar, other, reading, looks - 1)))
							: this.books.keep(meetings)
								.switchIfEmpty(Mono.error(MovedOn::new))
								.then(keep(calendar.without(other)));
				case VOID -> keep(calendar.without(other));
			});
	}

	private <T> Mono<T> keep(HostCalendarDocument next) {
		return this.calendars.keep(next).flatMap((kept) -> kept ? Mono.empty() : Mono.error(MovedOn::new));
	}

	/**
	 * A promise to be made, and its meeting as it is.
	 */
	private record Wish(Promise promise, MeetingEntry meeting) {
	}

}
