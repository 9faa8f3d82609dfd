package dev.plenum.platform.graphql;

import java.lang.reflect.Method;
import java.util.function.Predicate;

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
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.execution.SelfDescribingDataFetcher;

/**
 * Records for each field that is not {@link FromMemory} that the answer cannot be reused.
 * Properties of objects and introspection do not need the annotation.
 */
final class UnknownGrounds extends GraphQLTypeVisitorStub {

	@Override
	public TraversalControl visitGraphQLFieldDefinition(GraphQLFieldDefinition field,
			TraverserContext<GraphQLSchemaElement> context) {
		GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
		FieldCoordinates coordinates = FieldCoordinates.coordinates((GraphQLFieldsContainer) context.getParentNode(),
				field);
		DataFetcher<?> fetcher = code.getDataFetcher(coordinates, field);
		if (fetcher instanceof SelfDescribingDataFetcher<?> resolver) {
			FromMemory known = annotation(resolver);
			if (known == null) {
				code.dataFetcher(coordinates, noting(fetcher, (_) -> true));
			}
			else if (!known.forCallers()) {
				code.dataFetcher(coordinates, noting(fetcher, Grounds::hasToken));
			}
		}
		else if (!isProperty(fetcher)) {
			code.dataFetcher(coordinates, noting(fetcher, (_) -> true));
		}
		return TraversalControl.CONTINUE;
	}

	private static @Nullable FromMemory annotation(SelfDescribingDataFetcher<?> resolver) {
		Method method = resolver.asMethod();
		return (method != null) ? method.getAnnotation(FromMemory.class) : null;
	}

	private static boolean isProperty(DataFetcher<?> fetcher) {
		return fetcher instanceof TrivialDataFetcher<?> || fetcher.getClass().getPackageName().startsWith("graphql.");
	}

	private static DataFetcher<?> noting(DataFetcher<?> fetcher, Predicate<Grounds> unknown) {
		return (environment) -> {
			Grounds grounds = environment.getGraphQlContext().get(Grounds.CONTEXT_KEY);
			if (grounds != null && unknown.test(grounds)) {
				grounds.standOnNothing();
			}
			return fetcher.get(environment);
		};
	}

}
