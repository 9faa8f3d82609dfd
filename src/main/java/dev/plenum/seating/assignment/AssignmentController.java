package dev.plenum.seating.assignment;

import dev.plenum.participant.Participant;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * How organisers book, move and release seats for participants.
 */
@Controller
class AssignmentController {

	private final AssignmentDesk desk;

	AssignmentController(AssignmentDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<BookParticipantSeatPayload> bookParticipantSeat(@Argument BookParticipantSeatInput input,
			@ContextValue Caller caller) {
		return this.desk.book(input, caller);
	}

	@MutationMapping
	Mono<MoveParticipantSeatPayload> moveParticipantSeat(@Argument MoveParticipantSeatInput input,
			@ContextValue Caller caller) {
		return this.desk.move(input, caller);
	}

	@MutationMapping
	Mono<ParticipantSeatReleased> releaseParticipantSeat(@Argument ReleaseParticipantSeatInput input,
			@ContextValue Caller caller) {
		return this.desk.release(input, caller);
	}

	record BookParticipantSeatInput(String sessionId, String participantId, @Nullable Boolean ahead,
			@Nullable String requestId) {

		boolean precedes() {
			return Boolean.TRUE.equals(this.ahead);
		}

		@Nullable String requestKey() {
			return RequestKey.of(this.requestId, "bookParticipantSeat", this.sessionId, this.participantId);
		}

	}

	record MoveParticipantSeatInput(String sessionId, String fromSessionId, String participantId,
			@Nullable Boolean ahead, @Nullable String requestId) {

		boolean precedes() {
			return Boolean.TRUE.equals(this.ahead);
		}

		@Nullable String requestKey() {
			return RequestKey.of(this.requestId, "moveParticipantSeat", this.sessionId, this.participantId);
		}

	}

	record ReleaseParticipantSeatInput(String sessionId, String participantId, @Nullable String requestId) {

		@Nullable String requestKey() {
			return RequestKey.of(this.requestId, "releaseParticipantSeat", this.sessionId, this.participantId);
		}

	}

	/**
	 * The request to release a participant's seat was carried out.
	 *
	 * @param session the session
	 * @param participant the participant
	 * @param removedId the id of the seat or place that the participant does not have any
	 * more; null if a late repetition found that they have one again
	 */
	record ParticipantSeatReleased(Session session, Participant participant, @Nullable String removedId) {
	}

}
