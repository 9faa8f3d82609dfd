package dev.plenum.platform.graphql;

import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.TransientFault;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;

/**
 * Turns every exception of a resolver or of a subscription's stream into an error with a
 * code. An unexpected exception becomes {@link ErrorCode#INTERNAL_ERROR} with an id only;
 * the log has the exception under this id.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ExceptionResolver implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {

	private static final Logger logger = LoggerFactory.getLogger(ExceptionResolver.class);

	private static final RepeatedFaults faults = new RepeatedFaults(logger);

	private static final Problem DATABASE_FAULT = Problem.of(ErrorCode.UNAVAILABLE,
			"The database is not available right now. Retry in a few seconds.");

	private static final int MAX_CAUSES = 10;

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable exception, DataFetchingEnvironment environment) {
		return Mono.fromSupplier(() -> errors(exception, environment));
	}

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable exception) {
		return Mono.fromSupplier(() -> errors(exception));
	}

	/**
	 * Makes the errors of an exception that belongs to no field, and logs the exception
	 * if it is a fault of the server.
	 * @param exception the exception
	 * @return at least one error, each with a code
	 */
	public List<GraphQLError> errors(Throwable exception) {
		return errors(exception, null);
	}

	/**
	 * Finds the code of an exception.
	 * @param exception the exception
	 * @return the code that the caller gets
	 */
	public ErrorCode code(Throwable exception) {
		if (binding(exception).isPresent()) {
			return ErrorCode.BAD_INPUT;
		}
		return problem(exception).map(Problem::code).orElse(ErrorCode.INTERNAL_ERROR);
	}

	private static List<GraphQLError> errors(Throwable exception, @Nullable DataFetchingEnvironment environment) {
		Optional<BindException> binding = binding(exception);
		if (binding.isPresent()) {
			return ArgumentErrors.of(binding.get(), environment);
		}
		Optional<Problem> problem = problem(exception);
		if (problem.isEmpty()) {
			return List.of(internal(exception, environment));
		}
		TransientFault fault = TransientFault.of(exception);
		if (fault != null && problem.get() == DATABASE_FAULT) {
			faults.warn("The database has a transient fault: " + fault.name());
			if (environment != null) {
				environment.getGraphQlContext().put(TransientFault.class, fault);
			}
		}
		return List.of(CodedError.in(environment).problem(problem.get()));
	}

	private static Optional<BindException> binding(Throwable exception) {
		return causes(exception).filter(BindException.class::isInstance).map(BindException.class::cast).findFirst();
	}

	private static Optional<Problem> problem(Throwable exception) {
		return causes(exception).<Problem>mapMulti((cause, problems) -> {
			Problem problem = known(cause);
			if (problem != null) {
				problems.accept(problem);
			}
		}).findFirst();
	}

	private static Stream<Throwable> causes(Throwable exception) {
		return Stream.iterate(exception, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
	}

	private static @Nullable Problem known(Throwable exception) {
		return switch (exception) {
			case Problem problem -> problem;
			case Refused refused -> Problem.of(ErrorCode.CONFLICT, String.valueOf(refused.getMessage()));
			case AuthenticationServiceException _ ->
				Problem.of(ErrorCode.UNAVAILABLE, "The token cannot be checked right now. Retry in a few seconds.");
			case AuthenticationException _ -> Problem.of(ErrorCode.UNAUTHENTICATED,
					"A valid token is required. Send it as 'Authorization: Bearer …'.");
			case AccessDeniedException _ -> Problem.of(ErrorCode.FORBIDDEN,
					"The token is valid, but its subject does not have the right to do this.");
			case AbortedException _, ClosedChannelException _ ->
				Problem.of(ErrorCode.UNAVAILABLE, "The client closed the connection.");
			case AbortExecutionException _ -> Problem.of(ErrorCode.UNAVAILABLE, "The operation was cancelled.");
			case GraphQLError error when CodedError.codeOf(error) == ErrorCode.BAD_INPUT ->
				Problem.badInput(error.getMessage(), CodedError.argumentPath(error, Map.of()).toArray());
			default -> (TransientFault.of(exception) != null) ? DATABASE_FAULT : null;
		};
	}

	private static GraphQLError internal(Throwable exception, @Nullable DataFetchingEnvironment environment) {
		String id = CodedError.newId();
		if (environment != null) {
			logger.error("Fault {} in {}", id, environment.getExecutionStepInfo().getPath(), exception);
		}
		else {
			logger.error("Fault {}", id, exception);
		}
		return CodedError.in(environment).internal(id);
	}

}
