package dev.plenum.door;

import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.agenda.Presences;
import dev.plenum.door.SyncCheckInsInput.OfflineCheckInInput;
import dev.plenum.door.SyncCheckInsPayload.CheckInsSynced;
import dev.plenum.door.SyncCheckInsPayload.SyncedCheckIn;
import dev.plenum.door.SyncCheckInsPayload.SyncedCheckInOutcome;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.SeatDesk;
import dev.plenum.seating.SeatingOutcome.Came;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.Repeated;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Stores the check-ins that a device made without a network. Each of them can be sent any
 * number of times, in any order: the earliest time wins, and what was undone after it was
 * stored stays undone.
 */
@Component
class SyncDesk {

	/** How many check-ins are stored at the same time. */
	private static final int AT_ONCE = 32;

	private static final Recorded UNDONE = new Recorded(SyncedCheckInOutcome.UNDONE, null);

	private final Guests guests;

	private final Admission admission;

	private final SeatDesk seats;

	private final Presences presences;

	private final InstantSource clock;

	SyncDesk(Guests guests, Admission admission, SeatDesk seats, Presences presences, InstantSource clock) {
		this.guests = guests;
		this.admission = admission;
		this.seats = seats;
		this.presences = presences;
		this.clock = clock;
	}

	Mono<SyncCheckInsPayload> sync(Programme programme, SyncCheckInsInput input) {
		DeviceClock device = DeviceClock.of(input.sentAt().toInstant(), this.clock.instant());
		return Flux.fromIterable(input.entries())
			.flatMapSequential((entry) -> synced(programme, entry, device), AT_ONCE)
			.collectList()
			.map((results) -> new CheckInsSynced(programme.event(), device.offSeconds(), results));
	}

	private Mono<SyncedCheckIn> synced(Programme programme, OfflineCheckInInput entry, DeviceClock device) {
		Session session = programme.session(entry.sessionId())
			.filter((found) -> found.status() == SessionStatus.SCHEDULED)
			.orElse(null);
		if (session == null) {
			return Mono.just(new SyncedCheckIn(entry.key(), SyncedCheckInOutcome.UNKNOWN_SESSION, null, null, null));
		}
		Instant at = device.corrected(entry.at().toInstant(), CheckInTime.of(session));
		return this.guests.find(programme.id(), entry.attendee())
			.flatMap((guest) -> entitled(session, guest)
				.flatMap((entitled) -> entitled ? recorded(session, guest, at, entry.requestKey(guest.subject()))
						: Mono.just(new Recorded(SyncedCheckInOutcome.NOT_ENTITLED, null)))
				.map((recorded) -> new SyncedCheckIn(entry.key(), recorded.outcome(), session, guest.name(),
						recorded.at())))
			.defaultIfEmpty(new SyncedCheckIn(entry.key(), SyncedCheckInOutcome.UNKNOWN_ATTENDEE, session, null, null));
	}

	private Mono<Boolean> entitled(Session session, Guest guest) {
		return guest.hasLeft() ? Mono.just(false) : this.admission.admits(session, guest.subject());
	}

	private Mono<Recorded> recorded(Session session, Guest guest, Instant at, String request) {
		return (session.capacity() == null) ? present(session, guest, at, request, SyncedCheckInOutcome.CHECKED_IN)
				: this.seats.sync(session.id(), guest.subject(), at, request).flatMap((outcome) -> switch (outcome) {
					case Came came -> Mono.just(recorded(came.seat().place().checkedInAt(), came.first(),
							came.admitted() ? SyncedCheckInOutcome.ADMITTED : SyncedCheckInOutcome.CHECKED_IN));
					case Held held when held.seat().isBooked() -> Mono.just(UNDONE);
					case Repeated _ -> Mono.just(UNDONE);
					default -> present(session, guest, at, request, SyncedCheckInOutcome.OVER_CAPACITY);
				});
	}

	private Mono<Recorded> present(Session session, Guest guest, Instant at, String request,
			SyncedCheckInOutcome first) {
		return this.presences.come(guest.owner(session.event().id()), session, at, request)
			.map((presence) -> recorded(presence.at(), presence.first() || first == SyncedCheckInOutcome.OVER_CAPACITY,
					first));
	}

	private static Recorded recorded(@Nullable Instant at, boolean isFirst, SyncedCheckInOutcome first) {
		return (at == null) ? UNDONE : new Recorded(isFirst ? first : SyncedCheckInOutcome.ALREADY_CHECKED_IN, at);
	}

	/** The result of one check-in, and the time of arrival. */
	private record Recorded(SyncedCheckInOutcome outcome, @Nullable Instant at) {
	}

}
