package dev.plenum.platform.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import graphql.Directives;
import graphql.GraphQLError;
import graphql.TrivialDataFetcher;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

/**
 * Hides and refuses the directives that graphql-java adds to every schema and that this
 * server does not support.
 */
final class OfferedDirectives extends GraphQLTypeVisitorStub {

	private static final Set<String> NOT_OFFERED = Set.of(Directives.DeferDirective.getName(),
			Directives.ExperimentalDisableErrorPropagationDirective.getName());

	private static final FieldCoordinates SHOWN = FieldCoordinates.coordinates("__Schema", "directives");

	/**
	 * Removes the unsupported directives from introspection.
	 */
	@Override
	public TraversalControl visitGraphQLFieldDefinition(GraphQLFieldDefinition field,
			TraverserContext<GraphQLSchemaElement> context) {
		if (field.getName().equals(SHOWN.getFieldName()) && context.getParentNode() instanceof GraphQLObjectType type
				&& type.getName().equals(SHOWN.getTypeName())) {
			TrivialDataFetcher<List<GraphQLDirective>> offered = (environment) -> environment.getGraphQLSchema()
				.getDirectives()
				.stream()
				.filter((directive) -> !NOT_OFFERED.contains(directive.getName()))
				.toList();
			context.getVarFromParents(GraphQLCodeRegistry.Builder.class).dataFetcher(SHOWN, offered);
		}
		return TraversalControl.CONTINUE;
	}

	/**
	 * Refuses a document that uses an unsupported directive, as validation does.
	 * @param parsed a document that was parsed and validated
	 * @return the document, or the errors
	 */
	static PreparsedDocumentEntry only(PreparsedDocumentEntry parsed) {
		List<GraphQLError> errors = (parsed.getDocument() != null) ? errors(parsed.getDocument()) : List.of();
		return errors.isEmpty() ? parsed : new PreparsedDocumentEntry(errors);
	}

	private static List<GraphQLError> errors(Document document) {
		List<GraphQLError> errors = new ArrayList<>();
		new NodeTraverser().preOrder(new NodeVisitorStub() {

			@Override
			@SuppressWarnings("rawtypes")
			public TraversalControl visitDirective(Directive directive, TraverserContext<Node> context) {
				if (NOT_OFFERED.contains(directive.getName())) {
					errors.add(new CodedError(List.of(directive.getSourceLocation()), null)
						.problem(Problem.badInput("Unknown directive '%s'.".formatted(directive.getName()))));
				}
				return TraversalControl.CONTINUE;
			}

		}, document);
		return errors;
	}

}
