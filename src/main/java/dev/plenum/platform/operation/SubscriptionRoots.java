package dev.plenum.platform.operation;

import java.util.HashSet;
import java.util.Set;

import graphql.Directives;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition.Operation;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;

/**
 * Finds subscriptions whose root field is conditional. The GraphQL specification forbids
 * {@code @include} and {@code @skip} there; graphql-java does not check it and fails with
 * an exception instead (its issue 3868).
 */
final class SubscriptionRoots {

	private final Document document;

	private final Set<String> seen = new HashSet<>();

	private SubscriptionRoots(Document document) {
		this.document = document;
	}

	/**
	 * Whether a subscription of a document has a conditional root field.
	 * @param document the document, which is parsed and not validated yet
	 * @return true if any of its subscriptions has one
	 */
	static boolean areConditional(Document document) {
		SubscriptionRoots roots = new SubscriptionRoots(document);
		return document.getDefinitionsOfType(OperationDefinition.class)
			.stream()
			.filter((operation) -> operation.getOperation() == Operation.SUBSCRIPTION)
			.anyMatch((operation) -> roots.areConditional(operation.getSelectionSet()));
	}

	private boolean areConditional(SelectionSet selections) {
		return selections.getSelections()
			.stream()
			.anyMatch((selection) -> isConditional((DirectivesContainer<?>) selection) || isConditional(selection));
	}

	private static boolean isConditional(DirectivesContainer<?> selection) {
		return selection.hasDirective(Directives.IncludeDirective.getName())
				|| selection.hasDirective(Directives.SkipDirective.getName());
	}

	private boolean isConditional(Selection<?> selection) {
		return switch (selection) {
			case InlineFragment fragment -> areConditional(fragment.getSelectionSet());
			case FragmentSpread spread when this.seen.add(spread.getName()) ->
				this.document.getDefinitionsOfType(FragmentDefinition.class)
					.stream()
					.filter((fragment) -> fragment.getName().equals(spread.getName()))
					.anyMatch((fragment) -> areConditional(fragment.getSelectionSet()));
			default -> false;
		};
	}

}
