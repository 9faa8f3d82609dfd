package dev.plenum.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The matches of search texts and their order.
 */
class SearchIndexTests {

	private static final Instant NOW = Instant.parse("2027-05-10T10:00:00Z");

	private static final long COMING = NOW.plusSeconds(60).toEpochMilli();

	private static final long OVER = NOW.minusSeconds(60).toEpochMilli();

	private static final SearchText NOBODY = SearchText.name("Ingen");

	@ParameterizedTest(name = "{0}: {2} finds {1}")
	@CsvSource(delimiter = '|', textBlock = """
			sv | Att förebygga våld       | förebyggande
			fi | Kunnissa tehty työ       | kunnat
			en | Preventing violence      | prevented
			de | Soziale Einrichtung      | einrichtungen
			de | Gemeinschaften stärken   | gemeinschaftlich
			no | Kommunenes ansvar        | kommuner
			nb | Kommunenes ansvar        | kommuner
			nn | Kommunenes ansvar        | kommuner
			da | Nye muligheder           | mulighedens
			fr | L'éducation nationale    | nationaux
			fr | L'école                  | école
			es | La trabajadora social    | trabajadores
			""")
	void aWordMatchesInTheFormsOfItsLanguage(String language, String title, String typed) {
		assertThat(finds(new SearchText(title, language), typed)).isTrue();
		assertThat(finds(new SearchText(title, "la"), typed)).isFalse();
	}

	@Test
	void aWordInALanguageWithoutStemmerMatchesUnchanged() {
		assertThat(finds(new SearchText("De toekomst van de gemeente", "nl"), "gemeente")).isTrue();
		assertThat(finds(new SearchText("Η κοινωνική υπηρεσία", "el"), "υπηρεσία")).isTrue();
	}

	@ParameterizedTest(name = "{1} in {0}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			Ny socialtjänstlag      | social              | true
			Ny socialtjänstlag      | socialtjänst ny     | true
			Ny socialtjänstlag      | s                   | true
			Ny socialtjänstlag      | SOCIALTJÄNSTLAG!    | true
			Ny socialtjänstlag      | lag                 | false
			Ny socialtjänstlag      | ny skola            | false
			Vård i hemmet           | vård av hemmet      | true
			Vård i hemmet           | vård och            | false
			Åsa Furén-Thulin        | asa                 | true
			Åsa Furén-Thulin        | thulin åsa          | true
			Åsa Furén-Thulin        | Furen               | true
			Camilla Grönvall        | grønvall camilla    | true
			Øystein Sørensen        | soren oyst          | true
			Sal 1                   | sal 1               | true
			Sal 1                   | sal 2               | false
			""")
	void wordsMatchByTheirBeginningInAnyOrderWithOrWithoutAccents(String title, String typed, boolean found) {
		assertThat(finds(new SearchText(title, "sv"), typed)).isEqualTo(found);
	}

	@ParameterizedTest(name = "{1} in {0}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			Monica Persson       | Persson        | true
			Monica Persson       | Perssin        | true
			Monica Persson       | Perrsson       | true
			Monica Persson       | Person         | true
			Monica Persson       | Eprsson        | true
			Monica Persson       | Pesrsin        | false
			Monica Persson       | mnoica         | true
			Monica Persson       | xonica         | true
			Hållbar socialtjänst | socialtjenst   | true
			Hållbar socialtjänst | socailtjänst   | true
			Hållbar socialtjänst | socail         | true
			Hållbar socialtjänst | hållba sociol  | true
			Anna Ek              | Anxa           | false
			Anna Ek              | Annna          | true
			Anna Ek              | An             | true
			Panel                | Panem          | true
			""")
	void wordsOfFiveLettersMatchWithOneTypingError(String title, String typed, boolean found) {
		assertThat(finds(new SearchText(title, "sv"), typed)).isEqualTo(found);
	}

	@Test
	void titlesRankBeforePeopleAndTheseBeforeTextsAndTypingErrorsLast() {
		assertThat(found("trygg", session("mistyped", COMING, "Trugg", "x", "x"),
				session("text", COMING, "x", "x", "Ett trygg hem"), session("people", COMING, "x", "Trygg", "x"),
				session("beginning of a title", COMING, "Trygghetslarm", "x", "x"),
				session("title over", OVER, "Trygg", "x", "x"), session("title", COMING, "Trygg", "x", "x")))
			.containsExactly("title", "title over", "beginning of a title", "people", "text", "mistyped");
	}

	@Test
	void ofEqualMatchesComingSessionsRankBeforePastAndCancelledOnes() {
		assertThat(found("vård", session("over", OVER, "Vård", "x", "x"),
				session("cancelled", SearchEntry.CANCELLED, "Vård", "x", "x"),
				session("coming", COMING, "Vård", "x", "x"), session("later", COMING + 1, "Vård", "x", "x")))
			.containsExactly("coming", "later", "over", "cancelled");
	}

	@Test
	void matchesWithTheTypedAccentsRankFirst() {
		assertThat(found("män", session("man", COMING, "Man", "x", "x"), session("män", COMING, "Män", "x", "x")))
			.containsExactly("män", "man");
		assertThat(found("man", session("man", COMING, "Man", "x", "x"), session("män", COMING, "Män", "x", "x")))
			.containsExactly("man", "män");
	}

	@Test
	void theWordItselfRanksBeforeItsOtherForms() {
		assertThat(found("förebygga", session("another", COMING, "Förebyggande", "x", "x"),
				session("itself", COMING, "Att förebygga", "x", "x")))
			.containsExactly("itself", "another");
	}

	@Test
	void wordsCanMatchInDifferentFields() {
		assertThat(found("vård persson hemma", session("all", COMING, "Vård", "Persson", "Hemma"),
				session("two", COMING, "Vård", "Persson", "x"),
				session("words", COMING, "Vård Persson hemma", "x", "x")))
			.containsExactly("words", "all");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u0000", "?", "*", "\"", "()", "\\", "^^", "👍", "\uD83D",
			"+-&&||!(){}[]^\"~*?:\\/", "%", "$", "\u202E", "\n\t" })
	void aTextWithoutLettersAndDigitsFindsNothing(String typed) {
		assertThat(finds(new SearchText("Vård AND hemma? \\", "sv"), typed)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "vård*", "\"vård hemma\"", "vård AND hemma", "+vård -hemma", "-hemma", "(vård) [hemma",
			"vård~ hemma^", "/vård/", "vård\\", "vård && !hemma", "?vård", "{hemma" })
	void operatorsHaveNoMeaning(String typed) {
		assertThat(finds(new SearchText("Vård and hemma", "sv"), typed)).isTrue();
	}

	@Test
	void onlyTheBeginningOfALongTextIsUsed() {
		SearchText title = new SearchText("Vård hemma", "sv");
		assertThat(finds(title, "a".repeat(10_000))).isFalse();
		assertThat(finds(title, "vård ".repeat(2_000))).isTrue();
		assertThat(finds(title, "vård hemma " + " ".repeat(200) + "skola")).isTrue();
		assertThat(finds(title, "vård hemma ".repeat(5) + "skola")).isTrue();
		assertThat(finds(title, "𝒳".repeat(5_000))).isFalse();
	}

	@Test
	void onlyTheRequestedKindsAndNumberAreFound() {
		SearchIndex index = SearchIndex.of(List.of(session("session", COMING, "Vård", "x", "x"),
				entry(SearchKind.ROOM, "room", COMING, "Vård"), entry(SearchKind.SPEAKER, "speaker", COMING, "Vård")));
		SearchWords words = index.words("vård");
		assertThat(index.find(words, Set.of(SearchKind.ROOM, SearchKind.SESSION), 5, NOW)).extracting(SearchEntry::id)
			.containsExactly("session", "room");
		assertThat(index.find(words, EnumSet.allOf(SearchKind.class), 2, NOW)).hasSize(2);
		assertThat(index.find(words, EnumSet.allOf(SearchKind.class), 0, NOW)).isEmpty();
		assertThat(index.find(words, Set.of(), 5, NOW)).isEmpty();
	}

	@Test
	void anEmptyIndexFindsNothing() {
		assertThat(found("vård")).isEmpty();
	}

	@Test
	void thousandsOfEntriesKeepTheirOrder() {
		List<SearchEntry> entries = new ArrayList<>();
		for (int i = 0; i < 5_000; i++) {
			entries.add(session("%04d".formatted(i), COMING, "Vård " + i, "Namn " + i, "text ".repeat(20) + i));
		}
		SearchIndex index = SearchIndex.of(entries);
		assertThat(index.find(index.words("vård"), EnumSet.allOf(SearchKind.class), 5_000, NOW)).isEqualTo(entries);
	}

	private static boolean finds(SearchText title, String typed) {
		SearchEntry entry = new SearchEntry(SearchKind.SESSION, "it", 0, COMING, List.of(title), List.of(), List.of());
		SearchIndex index = SearchIndex.of(List.of(entry));
		SearchWords words = index.words(typed);
		boolean found = !index.find(words, EnumSet.allOf(SearchKind.class), 10, NOW).isEmpty();
		assertThat(SearchSnippet.of(title, words).isPresent() || !found).as("a match has a snippet").isTrue();
		return found;
	}

	private static List<String> found(String typed, SearchEntry... entries) {
		SearchIndex index = SearchIndex.of(Arrays.asList(entries));
		return index.find(index.words(typed), EnumSet.allOf(SearchKind.class), 10, NOW)
			.stream()
			.map(SearchEntry::id)
			.toList();
	}

	private static SearchEntry session(String id, long until, String title, String person, String text) {
		return new SearchEntry(SearchKind.SESSION, id, 0, until, List.of(new SearchText(title, "sv")),
				List.of(SearchText.name(person), NOBODY), List.of(new SearchText(text, "sv")));
	}

	private static SearchEntry entry(SearchKind kind, String id, long until, String name) {
		return new SearchEntry(kind, id, 0, until, List.of(SearchText.name(name)), List.of(), List.of());
	}

}
