package dev.plenum.platform.operation;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.plenum.platform.Echo;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.OperationFacts;
import dev.plenum.platform.graphql.Problem;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.AbortExecutionException;
import graphql.execution.SubscriptionExecutionStrategy;
import graphql.execution.instrumentation.ExecutionStrategyInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionStrategyParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.language.Document;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.ParserOptions;
import graphql.parser.ParsingListener;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The rules for every operation over every transport: the size of its document is
 * limited, its kind is one that the transport supports, and the events of a subscription
 * are in order and show the state at their time.
 */
@Component
@Order(0)
public final class OperationRules extends SimplePerformantInstrumentation {

	/** The language of graphql-java's messages, as of all other errors. */
	public static final Locale MESSAGES = Locale.ENGLISH;

	private static final Object ALLOWED = new Object();

	private final ParserOptions parserOptions;

	private final ExceptionResolver exceptionResolver;

	OperationRules(OperationLimits limits, ExceptionResolver exceptionResolver) {
		this.parserOptions = ParserOptions.getDefaultOperationParserOptions()
			.transform((options) -> options.maxTokens(limits.maxTokens())
				.redactTokenParserErrorMessages(true)
				.parsingListener(OperationRules::check));
		this.exceptionResolver = exceptionResolver;
	}

	/**
	 * Sets the allowed kinds of operation.
	 * @param context the context of the execution
	 * @param kinds the kinds that the transport supports
	 */
	public static void allow(GraphQLContext.Builder context, Set<Operation> kinds) {
		context.of(ALLOWED, kinds);
	}

	@Override
	public ExecutionInput instrumentExecutionInput(ExecutionInput input, InstrumentationExecutionParameters parameters,
			InstrumentationState state) {
		input.getGraphQLContext()
			.put(ParserOptions.class, this.parserOptions)
			.put(SubscriptionExecutionStrategy.KEEP_SUBSCRIPTION_EVENTS_ORDERED, true);
		return input;
	}

	@Override
	public InstrumentationContext<Document> beginParse(InstrumentationExecutionParameters parameters,
			InstrumentationState state) {
		return SimpleInstrumentationContext.whenCompleted((document, failure) -> {
			if (document != null && SubscriptionRoots.areConditional(document)) {
				throw refusal(ErrorCode.BAD_INPUT, "A subscription's root field cannot have @include or @skip.");
			}
			if (failure instanceof ParseCancelledException || failure instanceof ParseCancelledTooDeepException
					|| failure instanceof ParseCancelledTooManyCharsException) {
				throw refusal(ErrorCode.QUERY_TOO_COMPLEX, "The document has more than "
						+ this.parserOptions.getMaxTokens() + " tokens, or is nested too deeply.");
			}
		});
	}

	/**
	 * Refuses a long number before its conversion, whose time grows with the square of
	 * the number's length.
	 */
	private static void check(ParsingListener.Token token) {
		String text = token.getText();
		if (text != null && text.length() > Echo.LONGEST_TOKEN && isNumberOrName(text.charAt(0))) {
			throw Problem.badInput("The number or name at line %d, column %d has more than %d characters."
				.formatted(token.getLine(), token.getCharPositionInLine() + 1, Echo.LONGEST_TOKEN));
		}
	}

	private static boolean isNumberOrName(char first) {
		return first == '-' || first == '_' || Character.isLetterOrDigit(first);
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		Operation kind = parameters.getExecutionContext().getOperationDefinition().getOperation();
		GraphQLContext context = parameters.getExecutionContext().getGraphQLContext();
		OperationFacts.keep(context, parameters.getExecutionContext().getOperationDefinition());
		Set<Operation> allowed = context.get(ALLOWED);
		if (allowed != null && !allowed.contains(kind)) {
			throw refusal(ErrorCode.BAD_INPUT, (kind == Operation.SUBSCRIPTION)
					? "A subscription needs 'Accept: text/event-stream', or a WebSocket." : "A mutation needs POST.");
		}
		if (kind == Operation.SUBSCRIPTION) {
			Broadcast.prepare(parameters.getExecutionContext());
		}
		return super.beginExecuteOperation(parameters, state);
	}

	@Override
	public @Nullable ExecutionStrategyInstrumentationContext beginExecutionStrategy(
			InstrumentationExecutionStrategyParameters parameters, InstrumentationState state) {
		OperationEngine.begin(parameters.getExecutionContext().getGraphQLContext());
		return super.beginExecutionStrategy(parameters, state);
	}

	/**
	 * Clears the DataLoaders, which live as long as the subscription. Otherwise every
	 * event would show the values of the first event.
	 */
	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginSubscribedFieldEvent(
			InstrumentationFieldParameters parameters, InstrumentationState state) {
		parameters.getExecutionContext().getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
		return super.beginSubscribedFieldEvent(parameters, state);
	}

	private AbortExecutionException refusal(ErrorCode code, String message) {
		return new AbortExecutionException(List.copyOf(this.exceptionResolver.errors(Problem.of(code, message))));
	}

}
