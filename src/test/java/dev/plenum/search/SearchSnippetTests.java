package dev.plenum.search;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plenum.search.SearchSnippet.TextRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippets of matching texts.
 */
class SearchSnippetTests {

	@ParameterizedTest(name = "{1} in {0}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Hållbar socialtjänst        | social         | Hållbar [socialtjänst]
			Hållbar socialtjänst        | hållba tjenst  | [Hållbar] socialtjänst
			Att förebygga, förebyggande | förebyggandet  | Att [förebygga], [förebyggande]
			Åsa Furén-Thulin            | thulin asa     | [Åsa] Furén-[Thulin]
			👍👍 Vård 👍                | vård           | 👍👍 [Vård] 👍
			Monica Persson              | Perssin        | Monica [Persson]
			Hållbar socialtjänst        | skola          | -
			Äldreomsorgen i kommunen    | omsorg         | [Äldreomsorgen] i kommunen
			Kvinnors skydd              | kvinnan        | [Kvinnors] skydd
			""")
	void rangesMarkTheMatchingWords(String text, String typed, String marked) {
		assertThat(snippet(text, typed).map(SearchSnippetTests::marked)).isEqualTo(Optional.ofNullable(marked));
	}

	@Test
	void rangesCountUtf16CodeUnits() {
		assertThat(snippet("👍 Vård", "vård").orElseThrow().ranges()).containsExactly(new TextRange(3, 4));
	}

	@Test
	void aLongTextIsCutAroundTheMatch() {
		String words = "ett två tre fyra fem sex sju åtta nio tio ";
		SearchSnippet snippet = snippet(words.repeat(10) + "Vård " + words.repeat(10), "vård").orElseThrow();
		assertThat(marked(snippet)).startsWith("…").contains("nio tio [Vård] ett två").endsWith("…");
		assertThat(snippet.excerpt()).hasSizeBetween(150, 202).doesNotContain("… ").doesNotContain(" …");
		assertThat(snippet.excerpt().indexOf("Vård")).isBetween(40, 61);
	}

	@Test
	void theBeginningAndTheEndAreNotCutIfTheyAreNear() {
		String words = "ett två tre fyra fem sex sju åtta nio tio ";
		assertThat(marked(snippet("Om vård: " + words.repeat(10), "vård").orElseThrow())).startsWith("Om [vård]: ett")
			.endsWith("…");
		assertThat(marked(snippet(words.repeat(10) + "och vård!", "vård").orElseThrow())).startsWith("…")
			.endsWith("och [vård]!");
	}

	@Test
	void aVeryLongWordIsShownCompletely() {
		String word = "v" + "å".repeat(250);
		assertThat(snippet("x ".repeat(100) + word, "vååå").orElseThrow().excerpt()).endsWith(word);
	}

	@Test
	void titlesArePreferredToNamesAndTheseToTexts() {
		SearchEntry entry = new SearchEntry(SearchKind.SESSION, "it", 0, 0, List.of(new SearchText("Vård", "sv")),
				List.of(SearchText.name("Vera Vårdman")), List.of(new SearchText("Om vård av veteraner hemma", "sv")));
		assertThat(marked(hit(entry, "vård").snippet(SearchSnippetTests::none))).isEqualTo("[Vård]");
		assertThat(marked(hit(entry, "vårdman").snippet(SearchSnippetTests::none))).isEqualTo("Vera [Vårdman]");
		assertThat(marked(hit(entry, "hemma").snippet(SearchSnippetTests::none)))
			.isEqualTo("Om vård av veteraner [hemma]");
	}

	@Test
	void theReadersLanguageIsPreferredIfItMatches() {
		SearchEntry entry = new SearchEntry(SearchKind.SESSION, "it", 0, 0,
				List.of(new SearchText("Digital vård", "sv"), new SearchText("Digital care", "en")), List.of(),
				List.of());
		assertThat(hit(entry, "digital").snippet((there) -> "en").excerpt()).isEqualTo("Digital care");
		assertThat(hit(entry, "digital").snippet((there) -> "sv").language()).isEqualTo(Locale.of("sv"));
		assertThat(hit(entry, "vård").snippet((there) -> "en").excerpt()).isEqualTo("Digital vård");
	}

	private static SearchHit hit(SearchEntry entry, String typed) {
		return new SearchHit(entry, "it", SearchIndex.of(List.of(entry)).words(typed));
	}

	private static String none(Set<String> languages) {
		throw new AssertionError("There is nothing to choose");
	}

	private static Optional<SearchSnippet> snippet(String text, String typed) {
		return SearchSnippet.of(new SearchText(text, "sv"),
				SearchWords.of(typed, EnumSet.of(WordLanguage.SWEDISH, WordLanguage.ANY),
						Compounds.of(Map.of(WordLanguage.SWEDISH, words(text)))));
	}

	private static Set<String> words(String text) {
		Set<String> words = new HashSet<>();
		WordAnalyzer.collect(text, WordLanguage.SWEDISH, words);
		return words;
	}

	private static String marked(SearchSnippet snippet) {
		StringBuilder marked = new StringBuilder(snippet.excerpt());
		snippet.ranges()
			.reversed()
			.forEach((range) -> marked.insert(range.offset() + range.length(), ']').insert(range.offset(), '['));
		return marked.toString();
	}

}
