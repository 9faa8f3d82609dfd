package dev.plenum.platform.graphql;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;

import org.springframework.stereotype.Component;

/**
 * Documents that were parsed and validated before, bounded by the length of their texts.
 * Those of the apps that are about are few, and asked for again and again.
 */
@Component
final class KnownDocuments implements PreparsedDocumentProvider {

	/** A parsed document takes some fifty times the memory of its text. */
	private static final long MOST_CHARACTERS = 1_000_000;

	private final Cache<String, PreparsedDocumentEntry> byText = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARACTERS)
		.weigher((String text, PreparsedDocumentEntry document) -> text.length())
		.build();

	@Override
	public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
			Function<ExecutionInput, PreparsedDocumentEntry> parse) {
		PreparsedDocumentEntry document = this.byText.getIfPresent(input.getQuery());
		if (document == null) {
			document = parse.apply(input);
			this.byText.put(input.getQuery(), document);
		}
		return CompletableFuture.completedFuture(document);
	}

}
