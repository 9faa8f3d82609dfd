package dev.plenum.platform.operation;

import java.time.Duration;

import dev.plenum.platform.graphql.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of an operation over every transport.
 *
 * @param maxTokens the maximum number of tokens of a document
 * @param maxDepth the maximum nesting of fields
 * @param maxAliases the maximum number of aliases of the same field
 * @param maxRootFields the maximum number of root fields
 * @param maxPage the maximum of {@code first} and {@code last}, 1 to 100
 * @param maxCost the maximum cost of an operation. The cost is the number of objects that
 * the result can contain, estimated before the execution: an object inside of a list
 * counts as often as the list can be long
 * @param timeout the maximum time of an operation; of a subscription, the time until it
 * has begun
 * @param introspection whether introspection is allowed; null means in local mode only
 */
@ConfigurationProperties("plenum.limits")
record OperationLimits(@DefaultValue("2000") int maxTokens, @DefaultValue("12") int maxDepth,
		@DefaultValue("15") int maxAliases, @DefaultValue("20") int maxRootFields, @DefaultValue("100") int maxPage,
		@DefaultValue("5000") int maxCost, @DefaultValue("5s") Duration timeout, @Nullable Boolean introspection) {

	OperationLimits {
		if (maxPage < 1 || maxPage > Page.LARGEST) {
			throw new IllegalArgumentException("plenum.limits.max-page must be 1 to %d".formatted(Page.LARGEST));
		}
	}

}
