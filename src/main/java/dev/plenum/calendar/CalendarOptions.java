package dev.plenum.calendar;

import java.util.List;
import java.util.Locale.LanguageRange;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.language.Languages;
import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * What the reader of a calendar asks for in its address.
 *
 * @param languages the reader's preferred languages, best first: {@code lang}, then the
 * {@code Accept-Language} header
 * @param alarm how many minutes before each entry an app reminds of it; null for no
 * reminder
 */
record CalendarOptions(List<LanguageRange> languages, @Nullable Integer alarm) {

	/** A day. */
	private static final int EARLIEST_ALARM = 24 * 60;

	private static final int MOST_DIGITS = 4;

	/**
	 * Reads the options of a request.
	 * @param request the request
	 * @throws Problem with BAD_INPUT if {@code alarm} is not a number of minutes up to a
	 * day
	 */
	static CalendarOptions of(ServerRequest request) {
		Languages header = Languages.of(request.headers().asHttpHeaders());
		Languages languages = request.queryParam("lang").map(header::preferring).orElse(header);
		return new CalendarOptions(languages.ranges(),
				request.queryParam("alarm").map(CalendarOptions::minutes).orElse(null));
	}

	private static Integer minutes(String text) {
		boolean number = text.matches("[0-9]{1," + MOST_DIGITS + "}");
		if (!number || Integer.parseInt(text) > EARLIEST_ALARM) {
			throw Problem.badInput("Give alarm=MINUTES with 0 to %,d minutes.".formatted(EARLIEST_ALARM), "alarm");
		}
		return Integer.valueOf(text);
	}

}
