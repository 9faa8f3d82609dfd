package dev.plenum.platform.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class KnownDocumentsTests {

	private final KnownDocuments documents = new KnownDocuments(
			new PersistedDocuments(new TrustedDocuments(Map.of()), false));

	private final List<String> parsed = new ArrayList<>();

	@Test
	void aDocumentIsParsedOnce() {
		PreparsedDocumentEntry first = document("{ viewer { subject } }");
		assertThat(document("{ viewer { subject } }")).isSameAs(first);
		assertThat(document("{ viewer { name } }")).isNotSameAs(first);
		assertThat(this.parsed).containsExactly("{ viewer { subject } }", "{ viewer { name } }");
	}

	@Test
	void whatTheParserRefusesIsRefusedAgain() {
		for (int i = 0; i < 2; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.documents.getDocumentAsync(input("{"), (_) -> {
				throw new IllegalStateException();
			}));
		}
	}

	@Test
	void manyDocumentsAreForgotten() {
		IntStream.range(0, 3000).forEach((i) -> document("{ viewer { subject } } #" + i + "-".repeat(1000)));
		long known = IntStream.range(0, 3000).filter((i) -> {
			int before = this.parsed.size();
			document("{ viewer { subject } } #" + i + "-".repeat(1000));
			return this.parsed.size() == before;
		}).count();
		assertThat(known).isLessThan(1100);
	}

	private PreparsedDocumentEntry document(String text) {
		return this.documents.getDocumentAsync(input(text), (input) -> {
			this.parsed.add(input.getQuery());
			return new PreparsedDocumentEntry(Document.newDocument().build());
		}).join();
	}

	private static ExecutionInput input(String text) {
		return ExecutionInput.newExecutionInput(text).build();
	}

}
