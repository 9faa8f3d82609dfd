package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The languages that the caller reads, the preferred one first. Resolvers take it as
 * {@code @ContextValue Languages languages}; it is there in every request, over every
 * transport.
 *
 * @param ranges the ranges of the {@code Accept-Language} header by falling weight; empty
 * if there is no header, or none that can be read
 */
public record Languages(List<Locale.LanguageRange> ranges) {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "languages";

	/** A caller that prefers no language. */
	public static final Languages NONE = new Languages(List.of());

	private static final int MAX_HEADER_LENGTH = 500;

	public Languages {
		ranges = List.copyOf(ranges);
	}

	/**
	 * Read the preferences of a request.
	 * @param acceptLanguage the value of the {@code Accept-Language} header; null if the
	 * request has none
	 * @return the preferences; {@link #NONE} if the header is absent, malformed or longer
	 * than 500 characters
	 */
	public static Languages of(@Nullable String acceptLanguage) {
		if (acceptLanguage == null || acceptLanguage.length() > MAX_HEADER_LENGTH) {
			return NONE;
		}
		try {
			return new Languages(Locale.LanguageRange.parse(acceptLanguage));
		}
		catch (IllegalArgumentException ex) {
			return NONE;
		}
	}

}
