package dev.plenum.platform.graphql;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The languages that the caller reads, the preferred one first. Resolvers take it as
 * {@code @ContextValue Languages languages}; it is there in every request, over every
 * transport.
 *
 * @param ranges the ranges of the {@code Accept-Language} header by falling weight; empty
 * if there is no header, or none that can be read
 */
public record Languages(List<LanguageRange> ranges) {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "languages";

	/** A caller that prefers no language. */
	public static final Languages NONE = new Languages(List.of());

	private static final int MAX_HEADER_LENGTH = 500;

	private static final Map<String, List<String>> NORWEGIAN = Map.of("no", List.of("no", "nb", "nn"), "nb",
			List.of("nb", "no", "nn"), "nn", List.of("nn", "no", "nb"));

	public Languages {
		ranges = List.copyOf(ranges);
	}

	/**
	 * Read the preferences of a request. A header may stand there in several lines, which
	 * are one list.
	 * @param headers the request's headers
	 * @return the preferences; {@link #NONE} if there are none that can be read
	 */
	public static Languages of(HttpHeaders headers) {
		List<String> lines = headers.getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE);
		return lines.isEmpty() ? NONE : of(String.join(", ", lines));
	}

	/**
	 * Read the preferences of a request.
	 * @param acceptLanguage the value of the {@code Accept-Language} header; null if the
	 * request has none
	 * @return the preferences; {@link #NONE} if the header is absent, malformed or longer
	 * than 500 characters
	 */
	static Languages of(@Nullable String acceptLanguage) {
		if (acceptLanguage == null || acceptLanguage.length() > MAX_HEADER_LENGTH) {
			return NONE;
		}
		try {
			return new Languages(LanguageRange.parse(acceptLanguage));
		}
		catch (IllegalArgumentException ex) {
			return NONE;
		}
	}

	/**
	 * Choose among the languages that there are. {@code sv-FI} is content with
	 * {@code sv}, {@code en} with {@code en-GB}, and one sort of Norwegian with another.
	 * @param wanted the ranges wanted, by falling weight; one with the weight 0 is not
	 * wanted
	 * @param there the BCP 47 tags of what there is, at least one, the one to fall back
	 * on first
	 * @return the one that suits best
	 */
	static String choose(List<LanguageRange> wanted, Collection<String> there) {
		List<String> candidates = there.stream().filter((tag) -> !isRefused(tag, wanted)).toList();
		return LanguageRange.mapEquivalents(wanted, NORWEGIAN)
			.stream()
			.filter((range) -> range.getWeight() > 0)
			.flatMap((range) -> matching(range, candidates))
			.findFirst()
			.or(() -> candidates.stream().findFirst())
			.orElseGet(() -> there.iterator().next());
	}

	private static Stream<String> matching(LanguageRange range, List<String> tags) {
		String found = Locale.lookupTag(List.of(range), tags);
		return (found != null) ? Stream.of(found) : Locale.filterTags(List.of(range), tags).stream();
	}

	private static boolean isRefused(String tag, List<LanguageRange> wanted) {
		return wanted.stream()
			.filter((range) -> range.getWeight() == 0 && !range.getRange().equals("*"))
			.anyMatch((
					range) -> !Locale.filterTags(List.of(new LanguageRange(range.getRange())), List.of(tag)).isEmpty());
	}

}
