package dev.plenum.search;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that was found.
 *
 * @param entry by what it was found
 * @param object what it is
 * @param words what was looked for
 */
record SearchHit(SearchEntry entry, Object object, SearchWords words) {

	public SearchKind kind() {
		return this.entry.kind();
	}

	/**
	 * Shows where it was found: in its title if it was found there, else in a name, else
	 * in a text.
	 * @param prefer chooses among languages the one to look in first
	 * @return the place
	 */
	SearchSnippet snippet(Function<Set<String>, String> prefer) {
		return Arrays.stream(SearchField.values())
			.map(this.entry::in)
			.flatMap((texts) -> preferred(texts, prefer))
			.map((text) -> SearchSnippet.of(text, this.words))
			.flatMap(Optional::stream)
			.findFirst()
			.orElseGet(() -> SearchSnippet.of(this.entry.titles().getFirst()));
	}

	private static Stream<SearchText> preferred(List<SearchText> texts, Function<Set<String>, String> prefer) {
		Set<String> languages = texts.stream()
			.map(SearchText::language)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (languages.size() < 2) {
			return texts.stream();
		}
		String first = prefer.apply(languages);
		return Stream.concat(texts.stream().filter((text) -> first.equals(text.language())),
				texts.stream().filter((text) -> !first.equals(text.language())));
	}

}
