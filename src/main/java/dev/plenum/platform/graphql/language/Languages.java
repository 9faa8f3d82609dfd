package dev.plenum.platform.graphql.language;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The languages that the caller reads, the preferred one first. Resolvers take them as
 * {@code @ContextValue Languages languages}. They are available in every request, over
 * every transport.
 *
 * @param ranges the ranges of the {@code Accept-Language} header in descending order of
 * weight; empty if the header is absent or malformed
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
	 * Reads the preferences of a request. Several lines of the header are one list.
	 * @param headers the headers of the request
	 * @return the preferences; {@link #NONE} if the header is absent or malformed
	 */
	public static Languages of(HttpHeaders headers) {
		List<String> lines = headers.getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE);
		return lines.isEmpty() ? NONE : of(String.join(", ", lines));
	}

	/**
	 * Reads the preferences of a request.
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
	 * Returns preferences that begin with a language.
	 * @param tag the BCP 47 tag of the preferred language; a malformed one changes
	 * nothing
	 * @return the preferences
	 */
	public Languages preferring(String tag) {
		return new Languages(Stream.concat(of(tag).ranges().stream(), this.ranges.stream()).toList());
	}

	/**
	 * Chooses one of the available languages.
	 * @param there the BCP 47 tags of the available languages, at least one; the first
	 * one is the default
	 * @return the language that suits best
	 */
	public String among(Collection<String> there) {
		return choose(this.ranges, there);
	}

	/**
	 * Chooses one of the available languages. {@code sv-FI} accepts {@code sv},
	 * {@code en} accepts {@code en-GB}, and each form of Norwegian accepts the others.
	 * @param wanted the wanted ranges in descending order of weight; a range with weight
	 * 0 is not wanted
	 * @param there the BCP 47 tags of the available languages, at least one; the first
	 * one is the default
	 * @return the language that suits best
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
