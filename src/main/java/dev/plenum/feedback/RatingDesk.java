package dev.plenum.feedback;

import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.feedback.Feedback.FeedbackComment;
import dev.plenum.feedback.FeedbackController.FeedbackCommentHidden;
import dev.plenum.feedback.RateSessionPayload.RatingClosed;
import dev.plenum.feedback.RateSessionPayload.Reason;
import dev.plenum.feedback.RateSessionPayload.SessionRated;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Admission;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Stores ratings while a session can be rated.
 */
@Component
class RatingDesk {

	private final EventAccess access;

	private final Admission admission;

	private final Ratings ratings;

	private final FeedbackSettings settings;

	private final InstantSource clock;

	RatingDesk(EventAccess access, Admission admission, Ratings ratings, FeedbackSettings settings,
			InstantSource clock) {
		this.access = access;
		this.admission = admission;
		this.ratings = ratings;
		this.settings = settings;
		this.clock = clock;
	}

	Mono<RateSessionPayload> rate(RateSessionInput input, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.flatMap((subject) -> this.access.requiredSession(input.sessionId(), caller)
				.delayUntil((session) -> this.admission.require(session.event(), subject))
				.flatMap((session) -> rate(session, subject, input)));
	}

	/**
	 * Hides a comment, or shows it again. The stars count in any case.
	 */
	Mono<FeedbackCommentHidden> hide(String commentId, boolean hidden, @Nullable String requestId, Caller caller) {
		return this.access.organisedEventContaining(commentId, caller)
			.flatMap((programme) -> this.ratings
				.setHidden(programme.id(), commentId, hidden,
						RequestKey.of(requestId, "hideFeedbackComment", commentId, caller.requireHolder()))
				.filter((rating) -> rating.comment() != null)
				.switchIfEmpty(Mono.error(
						() -> Problem.of(ErrorCode.NOT_FOUND, "This event has no comment '%s'.".formatted(commentId))))
				.map((rating) -> {
					Session session = programme.requireSession(rating.sessionId());
					return new FeedbackCommentHidden(FeedbackComment.of(session, rating), session);
				}));
	}

	private Mono<RateSessionPayload> rate(Session session, String subject, RateSessionInput input) {
		input.check();
		session.event().requireNotArchived();
		Instant now = this.clock.instant();
		Instant closesAt = session.programme().rules().closes().plus(this.settings.openAfter());
		Reason closed = closed(session, closesAt, now);
		return (closed != null) ? Mono.just(new RatingClosed(session, closed, closesAt))
				: this.ratings
					.rate(session.programme().id(), session.id(), subject, input.stars(), input.text(),
							RequestKey.of(input.requestId(), "rateSession", session.id(), subject), now)
					.map((stored) -> new SessionRated(new Rating(session, stored)));
	}

	private static @Nullable Reason closed(Session session, Instant closesAt, Instant now) {
		if (session.status() != SessionStatus.SCHEDULED) {
			return Reason.SESSION_CANCELLED;
		}
		if (now.isBefore(session.slot().startsAt())) {
			return Reason.NOT_OPEN_YET;
		}
		return now.isBefore(closesAt) ? null : Reason.CLOSED;
	}

}
