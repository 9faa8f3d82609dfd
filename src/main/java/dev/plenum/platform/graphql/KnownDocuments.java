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

	private final PersistedDocuments persisted;

	KnownDocuments(PersistedDocuments persisted) {
		this.persisted = persisted;
	}

	@Override
	public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
			Function<ExecutionInput, PreparsedDocumentEntry> parse) {
		return CompletableFuture.completedFuture(document(input, parse));
	}

	private PreparsedDocumentEntry document(ExecutionInput input,
			Function<ExecutionInput, PreparsedDocumentEntry> parse) {
		try {
			String text = this.persisted.document(input.getQuery(), input.getExtensions());
			PreparsedDocumentEntry document = this.byText.getIfPresent(text);
			if (document == null) {
				document = parse
					.apply(text.equals(input.getQuery()) ? input : input.transform((builder) -> builder.query(text)));
				this.byText.put(text, document);
			}
			if (!document.hasErrors() && !input.getQuery().equals(PersistedDocuments.UNSENT)) {
				this.persisted.remember(text, input.getExtensions());
			}
			return document;
		}
		catch (Problem problem) {
			return new PreparsedDocumentEntry(CodedError.ANYWHERE.problem(problem));
		}
	}

}
