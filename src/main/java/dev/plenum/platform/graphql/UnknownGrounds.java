package dev.plenum.platform.graphql;

import java.lang.reflect.Method;

import dev.plenum.platform.Grounds;
import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

import org.springframework.graphql.execution.SelfDescribingDataFetcher;

/**
 * Notes of every field that is not known to be {@link FromMemory from memory} that the
 * answer stands on nothing. Properties of objects, and the schema itself, are known.
 */
final class UnknownGrounds extends GraphQLTypeVisitorStub {

	@Override
	public TraversalControl visitGraphQLFieldDefinition(GraphQLFieldDefinition field,
			TraverserContext<GraphQLSchemaElement> context) {
		GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
		FieldCoordinates coordinates = FieldCoordinates.coordinates((GraphQLFieldsContainer) context.getParentNode(),
				field);
		DataFetcher<?> fetcher = code.getDataFetcher(coordinates, field);
		if (!isKnown(fetcher)) {
			code.dataFetcher(coordinates, noting(fetcher));
		}
		return TraversalControl.CONTINUE;
	}

	private static boolean isKnown(DataFetcher<?> fetcher) {
		if (fetcher instanceof SelfDescribingDataFetcher<?> resolver) {
			Method method = resolver.asMethod();
			return method != null && method.isAnnotationPresent(FromMemory.class);
		}
		return fetcher instanceof TrivialDataFetcher<?> || fetcher.getClass().getPackageName().startsWith("graphql.");
	}

	private static DataFetcher<?> noting(DataFetcher<?> fetcher) {
		return (environment) -> {
			Grounds grounds = environment.getGraphQlContext().get(Grounds.CONTEXT_KEY);
			if (grounds != null) {
				grounds.standOnNothing();
			}
			return fetcher.get(environment);
		};
	}

}
