package dev.plenum.seating.group;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Session;
import dev.plenum.seating.group.SeatInvitations.MadeInvitation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * How attendees book seats together, and hand a seat to somebody.
 */
@Controller
class GroupController {

	private static final int SMALLEST = 2;

	private static final int LARGEST = 10;

	private final EventAccess access;

	private final GroupDesk desk;

	GroupController(EventAccess access, GroupDesk desk) {
		this.access = access;
		this.desk = desk;
	}

	@MutationMapping
	Mono<BookSeatsPayload> bookSeats(@Argument BookSeatsInput input, @ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.book(session, caller.requireSubject(), input.checked()));
	}

	@MutationMapping
	Mono<TransferSeatPayload> transferSeat(@Argument TransferSeatInput input, @ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.transfer(session, caller.requireSubject(), input));
	}

	@MutationMapping
	Mono<AcceptSeatInvitationPayload> acceptSeatInvitation(@Argument AcceptSeatInvitationInput input,
			@ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.accept(session, caller.requireSubject(), input.code()));
	}

	@MutationMapping
	Mono<SeatInvitationDeclined> declineSeatInvitation(@Argument DeclineSeatInvitationInput input,
			@ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.decline(session, input.code()));
	}

	@MutationMapping
	Mono<SeatInvitationWithdrawn> withdrawSeatInvitation(@Argument WithdrawSeatInvitationInput input,
			@ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.withdraw(session, caller.requireSubject(), input.invitationId()));
	}

	@FromMemory
	@SchemaMapping
	Mono<List<OpenSeatInvitation>> mySeatInvitations(Session session, @ContextValue Caller caller) {
		return Mono.justOrEmpty(caller.subject())
			.flatMap((subject) -> this.desk.madeBy(session, subject))
			.defaultIfEmpty(List.of());
	}

	record WithdrawSeatInvitationInput(String sessionId, String invitationId) {
	}

	/**
	 * The invitation cannot be accepted any more.
	 *
	 * @param session the session
	 */
	record SeatInvitationWithdrawn(Session session) {
	}

	/**
	 * What the caller offers to another person.
	 *
	 * @param session the session
	 * @param made the offer
	 */
	record OpenSeatInvitation(Session session, MadeInvitation made) {

		public String invitationId() {
			return this.made.invitationId();
		}

		public boolean named() {
			return this.made.named();
		}

		public boolean ownSeat() {
			return this.made.ownSeat();
		}

		public OffsetDateTime acceptUntil() {
			return this.session.programme().at(this.made.until());
		}

	}

	record BookSeatsInput(String sessionId, @Nullable List<String> agendaCodes, @Nullable Integer invitations,
			@Nullable String requestId) {

		BookSeatsInput checked() {
			int people = 1 + codes().size() + invited();
			if (invited() < 0 || people < SMALLEST || people > LARGEST) {
				throw Problem.badInput("Book for %d to %d people, including you.".formatted(SMALLEST, LARGEST), "input",
						(this.invitations != null) ? "invitations" : "agendaCodes");
			}
			return this;
		}

		List<String> codes() {
			return Objects.requireNonNullElse(this.agendaCodes, List.of());
		}

		int invited() {
			return Objects.requireNonNullElse(this.invitations, 0);
		}

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "bookSeats", this.sessionId, subject);
		}

	}

	record TransferSeatInput(String sessionId, @Nullable String agendaCode, @Nullable String requestId) {

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "transferSeat", this.sessionId, subject);
		}

	}

	record AcceptSeatInvitationInput(String sessionId, String code) {
	}

	record DeclineSeatInvitationInput(String sessionId, String code) {
	}

	/**
	 * The invitation cannot be accepted any more.
	 *
	 * @param session the session
	 */
	record SeatInvitationDeclined(Session session) {
	}

}
