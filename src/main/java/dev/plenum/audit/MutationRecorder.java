package dev.plenum.audit;

import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.plenum.platform.security.Caller;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Has every mutation kept in the audit trail, but those by which people do something for
 * themselves. A mutation that nobody has thought of here is kept.
 */
@Component
class MutationRecorder extends GraphQLTypeVisitorStub {

	/** What people do for themselves, and is nobody else's business. */
	static final Set<String> PERSONAL = Set.of("addToAgenda", "removeFromAgenda", "mergeAgenda", "putAppointment",
			"removeAppointment", "putSessionNote", "bookSeat", "releaseSeat", "renewCalendarFeed", "rateSession",
			"deleteMyData", "favouriteExhibitor", "unfavouriteExhibitor", "putExhibitorNote", "withdrawContact",
			"requestMeeting", "agreeToMeeting", "claimOffer", "putContactCard");

	private final AuditTrail trail;

	MutationRecorder(AuditTrail trail) {
		this.trail = trail;
	}

	@Override
	public TraversalControl visitGraphQLFieldDefinition(GraphQLFieldDefinition field,
			TraverserContext<GraphQLSchemaElement> context) {
		if (context.getParentNode() instanceof GraphQLObjectType type && type.getName().equals("Mutation")
				&& !PERSONAL.contains(field.getName())) {
			GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
			FieldCoordinates place = FieldCoordinates.coordinates(type, field);
			DataFetcher<?> mutation = code.getDataFetcher(place, field);
			DataFetcher<?> kept = (environment) -> keep(environment, mutation);
			code.dataFetcher(place, kept);
		}
		return TraversalControl.CONTINUE;
	}

	/**
	 * Who has no token is refused by every mutation, so that there is nothing to keep.
	 */
	private @Nullable Object keep(DataFetchingEnvironment environment, DataFetcher<?> mutation) throws Exception {
		Caller caller = environment.getGraphQlContext().getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS);
		if (caller.countedAs() == null) {
			return mutation.get(environment);
		}
		return this.trail.keep(Attempt.of(environment.getField().getName(), environment.getArguments(), caller,
				environment.getExecutionId().toString()), Mono.defer(() -> answer(environment, mutation)));
	}

	private static Mono<?> answer(DataFetchingEnvironment environment, DataFetcher<?> mutation) {
		try {
			return switch (mutation.get(environment)) {
				case Mono<?> answer -> answer;
				case CompletionStage<?> answer -> Mono.fromCompletionStage(answer);
				case null -> Mono.empty();
				case Object answer -> Mono.just(answer);
			};
		}
		catch (Exception ex) {
			return Mono.error(ex);
		}
	}

}
