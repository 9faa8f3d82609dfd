package dev.plenum.platform.graphql;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.SeenBefore;
import graphql.ExecutionInput;
import graphql.execution.AbortExecutionException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Keeps parsed and validated documents, limited by the memory that they take. The apps in
 * use have few documents and send them again and again, so a document is kept when it is
 * sent for the second time.
 */
@Component
final class KnownDocuments implements PreparsedDocumentProvider {

	private static final Logger logger = LoggerFactory.getLogger(KnownDocuments.class);

	private static final RepeatedFaults faults = new RepeatedFaults(logger);

	/** In bytes. */
	private static final long MOST_MEMORY = 32 * 1024 * 1024;

	/** The size of an entry without the characters of its strings, in bytes. */
	private static final int ENTRY = 500;

	/** The size of a node of a parsed document, in bytes. */
	private static final int NODE = 150;

	/** The size of an error of a refused document, in bytes. */
	private static final int ERROR = 1000;

	private final Cache<String, PreparsedDocumentEntry> byText = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumWeight(MOST_MEMORY)
		.weigher(KnownDocuments::weight)
		.build();

	private final SeenBefore asked = new SeenBefore();

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
				document = OfferedDirectives.only(parse
					.apply(text.equals(input.getQuery()) ? input : input.transform((builder) -> builder.query(text))));
				if (this.asked.test(SeenBefore.hash(text.getBytes(StandardCharsets.UTF_8)))) {
					this.byText.put(text, document);
				}
			}
			if (!document.hasErrors() && !input.getQuery().equals(PersistedDocuments.UNSENT)) {
				this.persisted.remember(text, input.getExtensions());
			}
			return document;
		}
		catch (Problem problem) {
			return new PreparsedDocumentEntry(CodedError.ANYWHERE.problem(problem));
		}
		catch (AbortExecutionException refusal) {
			throw refusal;
		}
		catch (RuntimeException | StackOverflowError ex) {
			faults.warn("A document cannot be validated: " + ex.getClass().getName());
			logger.debug("A document cannot be validated", ex);
			return new PreparsedDocumentEntry(CodedError.ANYWHERE.problem(Problem
				.badInput("The document is not valid for this schema. The server cannot determine the reason.")));
		}
	}

	private static int weight(String text, PreparsedDocumentEntry entry) {
		Document document = entry.getDocument();
		List<?> errors = entry.getErrors();
		return ENTRY + 2 * text.length() + ((document != null) ? NODE * nodes(document) : 0)
				+ ((errors != null) ? ERROR * errors.size() : 0);
	}

	private static int nodes(Node<?> node) {
		int nodes = 1;
		for (Node<?> child : node.getChildren()) {
			nodes += nodes(child);
		}
		return nodes;
	}

}
