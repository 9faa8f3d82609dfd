package dev.plenum.feedback;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.feedback.Feedback.FeedbackComment;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Session;
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
 * Resolves the fields of {@code feedback.graphqls}.
 */
@Controller
class FeedbackController {

	private static final String MY_RATING = "myRating";

	private final Ratings ratings;

	private final RatingDesk desk;

	FeedbackController(Ratings ratings, RatingDesk desk, BatchLoaderRegistry batches) {
		this.ratings = ratings;
		this.desk = desk;
		batches.<Session, Rating>forName(MY_RATING)
			.withOptions((options) -> options.setCachingEnabled(false))
			.registerMappedBatchLoader(this::own);
	}

	@MutationMapping
	Mono<RateSessionPayload> rateSession(@Argument RateSessionInput input, @ContextValue Caller caller) {
		return this.desk.rate(input, caller);
	}

	@MutationMapping
	Mono<FeedbackCommentHidden> hideFeedbackComment(@Argument HideFeedbackCommentInput input,
			@ContextValue Caller caller) {
		return this.desk.hide(input.commentId(), input.hidden(), input.requestId(), caller);
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
	Connection<FeedbackComment> comments(Feedback feedback, Page page, @Argument boolean includeHidden) {
		return feedback.comments(page, includeHidden);
	}

	private Mono<Map<Session, Rating>> own(Set<Session> sessions, BatchLoaderEnvironment environment) {
		GraphQLContext context = Objects.requireNonNull(environment.getContext());
		Caller caller = context.getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS);
		Map<Session, String> ids = sessions.stream()
			.collect(Collectors.toMap(Function.identity(), (session) -> Ratings.id(session.programme().id(),
					session.id(), caller.in(session.programme().id()).requireSubject())));
		return this.ratings.byIds(ids.values())
			.collectMap(RatingDocument::id)
			.map((stored) -> sessions.stream()
				.filter((session) -> stored.containsKey(ids.get(session)))
				.collect(Collectors.toMap(Function.identity(),
						(session) -> new Rating(session, Objects.requireNonNull(stored.get(ids.get(session)))))));
	}

	record HideFeedbackCommentInput(String commentId, boolean hidden, @Nullable String requestId) {
	}

	record FeedbackCommentHidden(FeedbackComment feedbackComment, Session session) {
	}

}
