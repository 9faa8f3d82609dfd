package dev.plenum.platform.operation;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.platform.traffic.Traffic;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Counts every operation for its caller and for its address. A mutation counts once for
 * each root field, so that combining many in one request is no advantage. A field with an
 * argument {@code code} also counts as an attempt to guess a code, except {@code signIn}:
 * all phones of a venue sign in from one address, so it counts only wrong codes itself.
 */
@Component
@Order(2)
final class OperationRates extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {

	/** Sends codes to an address that anybody can name, which is limited likewise. */
	private static final String SENDS_CODE = "sendTicketLink";

	private static final Pattern CODE = Pattern.compile("code|.+Code");

	/** Tickets count wrong codes only. */
	private static final Set<String> TICKETS = Set.of("signIn", "linkTicket");

	/** How deep in the input of a mutation a code can be. */
	private static final int MOST_LEVELS = 3;

	private static final Object COUNTED = new Object();

	private final Rates rates;

	private final ExceptionResolver exceptionResolver;

	OperationRates(Rates rates, ExceptionResolver exceptionResolver) {
		this.rates = rates;
		this.exceptionResolver = exceptionResolver;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		InetSocketAddress address = request.getRemoteAddress();
		boolean counted = request.getAttributes().containsKey(Rates.COUNTED);
		request.configureExecutionInput((_, input) -> input.graphQLContext((context) -> {
			context.of(COUNTED, counted);
			if (address != null) {
				context.of(Rates.ADDRESS, address);
			}
		}).build());
		return chain.next(request);
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		try {
			count(parameters.getExecutionContext());
		}
		catch (Problem problem) {
			Grounds grounds = parameters.getExecutionContext().getGraphQLContext().get(Grounds.CONTEXT_KEY);
			if (grounds != null) {
				grounds.standOnNothing();
			}
			throw new AbortExecutionException(List.copyOf(this.exceptionResolver.errors(problem)));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private void count(ExecutionContext execution) {
		GraphQLContext context = execution.getGraphQLContext();
		Caller caller = context.getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS);
		InetSocketAddress address = context.get(Rates.ADDRESS);
		OperationSize size = context.get(OperationSize.class);
		if (execution.isMutationOperation()) {
			int codes = Math.toIntExact(size.roots().stream().filter(OperationRates::takesCode).count());
			count(Traffic.CODES, caller, address, codes);
			count(Traffic.MUTATIONS, caller, address, size.roots().size());
		}
		else {
			this.rates.take(Traffic.QUERIES, caller.countedAs(), 1);
		}
		if (!Boolean.TRUE.equals(context.get(COUNTED))) {
			this.rates.take(Traffic.QUERIES, address, 1);
		}
		if (execution.isSubscriptionOperation()) {
			context.delete(Rates.ADDRESS).delete(COUNTED).delete(OperationSize.class);
		}
	}

	private void count(Traffic kind, Caller caller, @Nullable InetSocketAddress address, int times) {
		if (times > 0) {
			this.rates.take(kind, caller.countedAs(), times);
			this.rates.take(kind, address, times);
		}
	}

	/**
	 * Returns whether a mutation takes a code, in an argument or inside of its input.
	 */
	static boolean takesCode(GraphQLFieldDefinition mutation) {
		return !TICKETS.contains(mutation.getName())
				&& (mutation.getName().equals(SENDS_CODE) || mutation.getArguments()
					.stream()
					.anyMatch((argument) -> takesCode(argument.getName(), argument.getType(), MOST_LEVELS)));
	}

	private static boolean takesCode(String name, GraphQLType type, int levels) {
		return CODE.matcher(name).matches()
				|| (levels > 0 && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType input
						&& input.getFields()
							.stream()
							.anyMatch((part) -> takesCode(part.getName(), part.getType(), levels - 1)));
	}

}
