package dev.plenum.platform.operation;

import java.time.Duration;

import dev.plenum.platform.graphql.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How large an operation may be, over every transport.
 *
 * @param maxTokens the most tokens of a document
 * @param maxDepth the most fields inside each other
 * @param maxAliases how often one field may stand in an operation under another name
 * @param maxRootFields the most fields of the operation itself
 * @param maxPage the largest page that {@code first} can ask for, at most 100
 * @param maxCost the most objects that the operation may come to, as far as the document
 * tells: each counts one, and so often as the lists around it may be long
 * @param timeout how long an operation may take, a subscription until it has begun
 * @param introspection whether the schema can be asked for; null for in local mode only
 */
@ConfigurationProperties("plenum.limits")
record OperationLimits(@DefaultValue("2000") int maxTokens, @DefaultValue("12") int maxDepth,
		@DefaultValue("15") int maxAliases, @DefaultValue("20") int maxRootFields, @DefaultValue("100") int maxPage,
		@DefaultValue("5000") int maxCost, @DefaultValue("5s") Duration timeout, @Nullable Boolean introspection) {

	OperationLimits {
		if (maxPage < 1 || maxPage > Page.LARGEST) {
			throw new IllegalArgumentException("A page has 1 to %d items".formatted(Page.LARGEST));
		}
	}

}
