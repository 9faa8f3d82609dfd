package dev.plenum.platform.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import graphql.ExecutionInput;
import graphql.execution.AbortExecutionException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("slow")
class KnownDocumentsTests {

	private final KnownDocuments documents = new KnownDocuments(
			new PersistedDocuments(new TrustedDocuments(Map.of()), false));

	private final List<String> parsed = new ArrayList<>();

	@Test
	void aDocumentIsKeptWhenItIsAskedForASecondTime() {
		document("{ viewer { subject } }");
		PreparsedDocumentEntry second = document("{ viewer { subject } }");
		assertThat(document("{ viewer { subject } }")).isSameAs(second);
		assertThat(document("{ viewer { name } }")).isNotSameAs(second);
		assertThat(this.parsed).containsExactly("{ viewer { subject } }", "{ viewer { subject } }",
				"{ viewer { name } }");
	}

	@Test
	void whatTheParserRefusesIsRefusedAgain() {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(AbortExecutionException.class)
				.isThrownBy(() -> this.documents.getDocumentAsync(input("{"), (_) -> {
					throw new AbortExecutionException();
				}));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 10_000 })
	void manyDocumentsAreForgotten(int length) {
		int most = 40_000_000 / (300 + 2 * length);
		IntFunction<String> text = (i) -> "{ viewer { subject } } #" + i + "-".repeat(length);
		IntStream.range(0, 2 * most).forEach((i) -> {
			document(text.apply(i));
			document(text.apply(i));
		});
		long known = IntStream.range(0, 2 * most).filter((i) -> {
			int before = this.parsed.size();
			document(text.apply(i));
			return this.parsed.size() == before;
		}).count();
		assertThat(known).isPositive().isLessThan(most);
	}

	@Test
	void aDocumentOfManyFieldsCountsAsWhatItTakes() {
		Document large = Parser.parse("{" + " a".repeat(1900) + "}");
		IntFunction<String> text = (i) -> "{ a } #" + i;
		IntStream.range(0, 1000)
			.forEach((i) -> IntStream.range(0, 2)
				.forEach((_) -> this.documents
					.getDocumentAsync(input(text.apply(i)), (_) -> new PreparsedDocumentEntry(large))
					.join()));
		long known = IntStream.range(0, 1000).filter((i) -> document(text.apply(i)).getDocument() == large).count();
		assertThat(known).isPositive().isLessThan(160);
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
