package dev.plenum.seating.group;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.participant.Badges;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Session;
import dev.plenum.seating.AttendeeCodes;
import dev.plenum.seating.BookSeatPayload.NoSeatNeeded;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.Seat;
import dev.plenum.seating.SeatDesk;
import dev.plenum.seating.SeatGroups;
import dev.plenum.seating.SeatQueues;
import dev.plenum.seating.SeatRule;
import dev.plenum.seating.SeatTransfers;
import dev.plenum.seating.Seating;
import dev.plenum.seating.SeatingBoards;
import dev.plenum.seating.SeatingOutcome;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.TooFew;
import dev.plenum.seating.group.AcceptSeatInvitationPayload.InvitationOver;
import dev.plenum.seating.group.AcceptSeatInvitationPayload.SeatInvitationAccepted;
import dev.plenum.seating.group.BookSeatsPayload.OpenInvitation;
import dev.plenum.seating.group.BookSeatsPayload.PersonUnknown;
import dev.plenum.seating.group.BookSeatsPayload.SeatsHeld;
import dev.plenum.seating.group.BookSeatsPayload.TooFewSeats;
import dev.plenum.seating.group.GroupController.BookSeatsInput;
import dev.plenum.seating.group.GroupController.OpenSeatInvitation;
import dev.plenum.seating.group.GroupController.SeatInvitationDeclined;
import dev.plenum.seating.group.GroupController.SeatInvitationWithdrawn;
import dev.plenum.seating.group.GroupController.TransferSeatInput;
import dev.plenum.seating.group.TransferSeatPayload.AlreadySeated;
import dev.plenum.seating.group.TransferSeatPayload.NoSeatToTransfer;
import dev.plenum.seating.group.TransferSeatPayload.SeatTransferOffered;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Books seats for several people, and offers the seat of one person to another. Other
 * people are named by the codes that they show, or invited by a code to send them.
 */
@Component
class GroupDesk {

	/** The number of the invitation to accept the attendee's own seat. */
	private static final int OWN_SEAT = 0;

	private final SeatQueues queues;

	private final SeatingBoards boards;

	private final SeatDesk desk;

	private final Admission admission;

	private final AttendeeCodes codes;

	private final Badges badges;

	private final SeatInvitations invitations;

	GroupDesk(SeatQueues queues, SeatingBoards boards, SeatDesk desk, Admission admission, AttendeeCodes codes,
			Badges badges, SeatInvitations invitations) {
		this.queues = queues;
		this.boards = boards;
		this.desk = desk;
		this.admission = admission;
		this.codes = codes;
		this.badges = badges;
		this.invitations = invitations;
	}

	/**
	 * Books a seat for the caller and holds places for the others: all or none.
	 */
	Mono<BookSeatsPayload> book(Session session, String by, BookSeatsInput input) {
		String request = input.requestKey(by);
		return refuse(session, by).then(this.admission.require(session, by))
			.then(people(session, input.codes()))
			.flatMap((named) -> {
				List<String> others = Stream
					.concat(named.stream(),
							IntStream.rangeClosed(1, input.invited())
								.mapToObj((number) -> SeatGroups.invited(by, number)))
					.toList();
				return this.queues.ask(session.id(), SeatRule.once(request, by, SeatGroups.held(by, others)))
					.map((outcome) -> switch (outcome) {
						case TooFew few -> new TooFewSeats(session, few.needed(), few.left());
						case Held held when held.seat().isBooked() ->
							new SeatsHeld(new Seat(session, by, held.seat()), open(session, held.seating(), by));
						default -> throw unbooked(session, outcome);
					});
			});
	}

	/**
	 * Offers the caller's seat to somebody.
	 */
	Mono<TransferSeatPayload> transfer(Session session, String from, TransferSeatInput input) {
		String request = input.requestKey(from);
		String code = input.agendaCode();
		return ((code != null) ? person(session, code) : Mono.just(SeatGroups.invited(from, OWN_SEAT))).flatMap(
				(to) -> this.queues.ask(session.id(), SeatRule.once(request, from, SeatTransfers.offered(from, to)))
					.map((outcome) -> (outcome instanceof Held held && held.seat().isBooked())
							? offered(session, from, to, held) : new NoSeatToTransfer(session)));
	}

	private TransferSeatPayload offered(Session session, String from, String to, Held held) {
		return Optional.ofNullable(held.seat().place().handedTo())
			.filter((place) -> place.subject().equals(to))
			.<TransferSeatPayload>map((place) -> new SeatTransferOffered(new Seat(session, from, held.seat()),
					Objects.requireNonNull(place.offeredUntil()),
					SeatGroups.isInvited(to) ? new OpenInvitation(session, this.invitations.of(held.seating(), place))
							: null))
			.orElseGet(() -> new AlreadySeated(session));
	}

	/**
	 * Gives the caller the seat of an invitation, and releases their seats at the same
	 * time.
	 */
	Mono<AcceptSeatInvitationPayload> accept(Session session, String subject, String code) {
		return this.admission.require(session, subject)
			.then(invited(session, code))
			.flatMap((place) -> this.queues.ask(session.id(), SeatGroups.accepted(place, subject)))
			.switchIfEmpty(Mono.defer(() -> this.queues.ask(session.id(), SeatRule.look(subject))))
			.ofType(Held.class)
			.map(Held::seat)
			.filter(HeldSeat::isBooked)
			.flatMap((seat) -> this.desk.releaseClashes(session, subject)
				.<AcceptSeatInvitationPayload>map(
						(released) -> new SeatInvitationAccepted(new Seat(session, subject, seat), released)))
			.defaultIfEmpty(new InvitationOver(session));
	}

	/**
	 * Ends an invitation.
	 */
	Mono<SeatInvitationDeclined> decline(Session session, String code) {
		return invited(session, code).flatMap((place) -> this.queues.ask(session.id(), SeatGroups.declined(place)))
			.then(Mono.just(new SeatInvitationDeclined(session)));
	}

	/**
	 * Withdraws what the caller offers. Idempotent.
	 */
	Mono<SeatInvitationWithdrawn> withdraw(Session session, String by, String id) {
		return this.queues.ask(session.id(), SeatRule.SETTLE)
			.flatMap((outcome) -> Mono.justOrEmpty(this.invitations.find(outcome.seating(), by, id)))
			.flatMap((place) -> this.queues.ask(session.id(), SeatGroups.withdrawn(by, place)))
			.then(Mono.just(new SeatInvitationWithdrawn(session)));
	}

	Mono<List<OpenSeatInvitation>> madeBy(Session session, String by) {
		return this.boards.of(session.event().id())
			.get()
			.flatMap((board) -> Mono.justOrEmpty(board.seating(session.id())))
			.map((seating) -> this.invitations.madeBy(seating, by)
				.stream()
				.map((made) -> new OpenSeatInvitation(session, made))
				.toList());
	}

	private Mono<String> invited(Session session, String code) {
		return this.queues.ask(session.id(), SeatRule.SETTLE)
			.flatMap((outcome) -> Mono.justOrEmpty(this.invitations.placeOf(outcome.seating(), code)));
	}

	private List<OpenInvitation> open(Session session, Seating seating, String by) {
		return this.invitations.of(seating, by).map((invitation) -> new OpenInvitation(session, invitation)).toList();
	}

	private Mono<Void> refuse(Session session, String subject) {
		return this.boards.of(session.event().id())
			.get()
			.flatMap((board) -> this.desk.refusal(session, subject, false, board)
				.<Mono<Void>>map((refusal) -> Mono.error(() -> new Refused(refusal)))
				.orElseGet(Mono::empty));
	}

	private static Refused unbooked(Session session, SeatingOutcome outcome) {
		return new Refused((outcome.seating().capacity() < 0) ? new NoSeatNeeded(session) : new Superseded());
	}

	private Mono<List<String>> people(Session session, List<String> shown) {
		return Flux.fromIterable(shown).concatMap((code) -> person(session, code)).collectList();
	}

	private Mono<String> person(Session session, String code) {
		String eventId = session.event().id();
		return this.badges.find(eventId, code)
			.filter(ParticipantDocument::isActive)
			.map(ParticipantDocument::subject)
			.switchIfEmpty(this.codes.subjectOf(eventId, code))
			.switchIfEmpty(Mono.error(() -> new Refused(new PersonUnknown(session, code))));
	}

}
