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
 * An object that a search found.
 *
 * @param entry the object's entry in the index
 * @param object the object
 * @param words the searched words
 */
record SearchHit(SearchEntry entry, Object object, SearchWords words) {

	public SearchKind objectKind() {
		return this.entry.kind();
	}

	/**
	 * Shows the best match: in a title, otherwise in a name, otherwise in a text.
	 * @param prefer chooses the language to look in first
	 * @return the snippet
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
