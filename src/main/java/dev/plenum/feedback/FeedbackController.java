package dev.plenum.feedback;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.EventState;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import graphql.GraphQLContext;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/**
 * Rating sessions, and reading the ratings.
 */
@Controller
class FeedbackController {

	private static final String MY_RATING = "myRating";

	private final EventAccess access;

	private final Ratings ratings;

	private final FeedbackSettings settings;

	private final InstantSource clock;

	FeedbackController(EventAccess access, Ratings ratings, FeedbackSettings settings, InstantSource clock,
			BatchLoaderRegistry batches) {
		this.access = access;
		this.ratings = ratings;
		this.settings = settings;
		this.clock = clock;
		batches.<Session, Rating>forName(MY_RATING)
			.withOptions((options) -> options.setCachingEnabled(false))
			.registerMappedBatchLoader(this::own);
	}

	@MutationMapping
	Mono<RateSessionPayload> rateSession(@Argument RateSessionInput input, @ContextValue Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.flatMap((subject) -> this.access.requiredSession(input.sessionId(), caller)
				.flatMap((session) -> rate(session, subject, input)));
	}

	private Mono<RateSessionPayload> rate(Session session, String subject, RateSessionInput input) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		input.check();
		requireOpen(session, now);
		return this.ratings.rate(session.programme().id(), session.id(), subject, input.stars(), input.text(), now)
			.map((kept) -> new RateSessionPayload(new Rating(session, kept)));
	}

	private void requireOpen(Session session, Instant now) {
		if (session.status() != SessionStatus.SCHEDULED) {
			throw Problem.of(ErrorCode.CONFLICT, "This session did not take place.");
		}
		if (now.isBefore(session.slot().startsAt())) {
			throw Problem.of(ErrorCode.CONFLICT, "A session can be rated from its start on.");
		}
		Instant until = session.programme().rules().closes().plus(this.settings.openAfter());
		if (session.event().state() == EventState.ARCHIVED || !now.isBefore(until)) {
			throw Problem.of(ErrorCode.CONFLICT, "The sessions of this event cannot be rated any more.");
		}
	}

	@FromMemory(forCallers = false)
	@SchemaMapping
	CompletableFuture<@Nullable Rating> myRating(Session session, @ContextValue Caller caller,
			DataLoader<Session, @Nullable Rating> myRating) {
		return (caller.subject() != null) ? myRating.load(session) : CompletableFuture.completedFuture(null);
	}

	@SchemaMapping
	Mono<Feedback> feedback(Session session, @ContextValue Caller caller) {
		session.event().requireOrganisedBy(caller);
		return this.ratings.ofSession(session.programme().id(), session.id())
			.collectList()
			.map((all) -> new Feedback(session, all));
	}

	@SchemaMapping
	Connection<Feedback.Comment> comments(Feedback feedback, Page page) {
		return feedback.comments(page);
	}

	private Mono<Map<Session, Rating>> own(Set<Session> sessions, BatchLoaderEnvironment environment) {
		GraphQLContext context = Objects.requireNonNull(environment.getContext());
		Caller caller = context.getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS);
		Function<Session, String> id = (session) -> Ratings.id(session.programme().id(), session.id(),
				caller.requireSubject());
		return this.ratings.byIds(sessions.stream().map(id).toList())
			.collectMap(RatingDocument::id)
			.map((kept) -> sessions.stream()
				.filter((session) -> kept.containsKey(id.apply(session)))
				.collect(Collectors.toMap(Function.identity(),
						(session) -> new Rating(session, Objects.requireNonNull(kept.get(id.apply(session)))))));
	}

	record RateSessionInput(String sessionId, int stars, @Nullable String comment) {

		private static final int LONGEST_COMMENT = 2000;

		void check() {
			if (this.stars < 1 || this.stars > Feedback.MOST_STARS) {
				throw Problem.badInput("Give 1 to %d stars.".formatted(Feedback.MOST_STARS), "input", "stars");
			}
			if (this.comment != null && this.comment.length() > LONGEST_COMMENT) {
				throw Problem.badInput("Write at most %d characters.".formatted(LONGEST_COMMENT), "input", "comment");
			}
		}

		@Nullable String text() {
			return (this.comment != null && !this.comment.isBlank()) ? this.comment : null;
		}

	}

	record RateSessionPayload(Rating rating) {
	}

	/**
	 * The caller's own rating.
	 */
	record Rating(Session session, RatingDocument document) {

		public int stars() {
			return this.document.stars();
		}

		public @Nullable String comment() {
			return this.document.comment();
		}

		public OffsetDateTime at() {
			return this.session.programme().at(this.document.at());
		}

	}

}
