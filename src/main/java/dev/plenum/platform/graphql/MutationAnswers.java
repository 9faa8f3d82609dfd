package dev.plenum.platform.graphql;

import java.util.Set;
import java.util.stream.Collectors;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.GraphQLUnionType;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import reactor.core.publisher.Mono;

/**
 * Answers a mutation with the refusal that it threw, if the mutation's payload lists the
 * refusal's type. Ends a mutation at the {@linkplain OperationDeadline deadline} of its
 * operation.
 */
final class MutationAnswers extends GraphQLTypeVisitorStub {

	private static final String MUTATION = "Mutation";

	@Override
	public TraversalControl visitGraphQLFieldDefinition(GraphQLFieldDefinition field,
			TraverserContext<GraphQLSchemaElement> context) {
		if (context.getParentNode() instanceof GraphQLObjectType type && type.getName().equals(MUTATION)) {
			GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
			FieldCoordinates coordinates = FieldCoordinates.coordinates(type, field);
			code.dataFetcher(coordinates, answers(code.getDataFetcher(coordinates, field), types(field)));
		}
		return TraversalControl.CONTINUE;
	}

	private static Set<String> types(GraphQLFieldDefinition field) {
		return (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLUnionType payload)
				? payload.getTypes().stream().map(GraphQLNamedType::getName).collect(Collectors.toSet()) : Set.of();
	}

	private static DataFetcher<?> answers(DataFetcher<?> mutation, Set<String> listed) {
		return (environment) -> OperationDeadline.limit(
				Mono.fromCallable(() -> mutation.get(environment))
					.flatMap(MutationAnswers::answer)
					.onErrorResume(Refused.class,
							(refused) -> listed.contains(refused.refusal().getClass().getSimpleName())
									? Mono.just(refused.refusal()) : Mono.error(refused)),
				environment.getGraphQlContext());
	}

	private static Mono<Object> answer(Object value) {
		return (value instanceof Mono<?> mono) ? mono.cast(Object.class) : Mono.just(value);
	}

}
