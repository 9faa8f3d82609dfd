package dev.plenum.platform.operation;

import java.time.Duration;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.OperationDeadline;
import dev.plenum.platform.graphql.Problem;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Cancels operations that take too long, with their mutations. Of a subscription, only
 * the time until it begins counts.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class OperationTimeout implements WebGraphQlInterceptor {

	private final Duration timeout;

	OperationTimeout(OperationLimits limits) {
		this.timeout = limits.timeout();
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		OperationDeadline deadline = new OperationDeadline(this.timeout);
		request.configureExecutionInput((_, input) -> input.graphQLContext(deadline::addTo).build());
		return chain.next(request).timeout(this.timeout, Mono.defer(() -> {
			deadline.pass();
			return Mono.error(problem());
		}));
	}

	private Problem problem() {
		return Problem.of(ErrorCode.UNAVAILABLE,
				"The operation took longer than %d ms. A mutation may have taken effect. It is safe to send it again."
					.formatted(this.timeout.toMillis()));
	}

}
