package dev.plenum.audit;

import java.util.Map;
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
 * Records all mutations in the audit trail, except those by which people change only
 * their own data. A new mutation is recorded unless it is listed here.
 */
@Component
class MutationRecorder extends GraphQLTypeVisitorStub {

	/** The mutations that change only the caller's own data. */
	static final Set<String> PERSONAL = Set.of("addToAgenda", "removeFromAgenda", "mergeAgenda", "putAppointment",
			"removeAppointment", "putSessionNote", "bookSeat", "bookSeats", "transferSeat", "acceptSeatInvitation",
			"declineSeatInvitation", "withdrawSeatInvitation", "acceptSeat", "declineSeat", "releaseSeat",
			"renewCalendarFeed", "rateSession", "deleteMyData", "favouriteExhibitor", "unfavouriteExhibitor",
			"putExhibitorNote", "withdrawContact", "requestMeeting", "issueCertificate", "revokeCertificate",
			"agreeToMeeting", "claimOffer", "putContactCard", "putMyNeeds", "markNewsRead", "putNotificationSettings",
			"registerDevice", "removeDevice", "followEvent", "unfollowEvent", "requestScreenCode", "signInScreen",
			"renewScreenToken", "signIn", "refreshSignIn", "revokeSignIn", "linkTicket", "linkTicketByEmail");

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
			DataFetcher<?> recorded = (environment) -> recorded(environment, mutation);
			code.dataFetcher(place, recorded);
		}
		return TraversalControl.CONTINUE;
	}

	/**
	 * Records a mutation. Each mutation rejects a caller without a token, and a dry run
	 * changes nothing, so there is nothing to record.
	 */
	private @Nullable Object recorded(DataFetchingEnvironment environment, DataFetcher<?> mutation) throws Exception {
		Caller caller = environment.getGraphQlContext().getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS);
		if (caller.countedAs() == null || isDryRun(environment)) {
			return mutation.get(environment);
		}
		return this.trail.recorded(Attempt.of(environment.getField().getName(), environment.getArguments(), caller,
				environment.getExecutionId().toString()), Mono.defer(() -> answer(environment, mutation)));
	}

	private static boolean isDryRun(DataFetchingEnvironment environment) {
		return environment.getArgument("input") instanceof Map<?, ?> input && Boolean.TRUE.equals(input.get("dryRun"));
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
