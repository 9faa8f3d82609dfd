package dev.plenum.interchange.reading;

import java.util.Optional;

/**
 * Explains files that are not programmes in a known format: what they are, and how to get
 * a file that can be imported.
 */
final class ForeignFile {

	private static final String EXPECTED = " Import schedule.xml, schedule.json, iCalendar, the JSON of Sessionize, pretalx, Indico or Plenum, or a table as .xlsx or CSV.";

	private static final String CALENDAR = "BEGIN:VCALENDAR";

	/** The beginning of a web page, which need not be XML. */
	private static final String WEB_PAGE = "<!doctype html";

	private ForeignFile() {
	}

	/**
	 * Returns the message for a file that cannot contain a programme.
	 * @param beginning its first bytes
	 */
	static Optional<String> message(String beginning) {
		if (beginning.startsWith("%PDF")) {
			return Optional.of("This is a PDF document." + EXPECTED);
		}
		if (beginning.regionMatches(true, 0, WEB_PAGE, 0, WEB_PAGE.length())) {
			return Optional.of("This is a web page." + EXPECTED);
		}
		return Optional.empty();
	}

	/**
	 * Returns whether a file is an iCalendar file.
	 * @param beginning its first bytes
	 */
	static boolean isCalendar(String beginning) {
		return beginning.regionMatches(true, 0, CALENDAR, 0, CALENDAR.length());
	}

	/** Returns what a JSON file is that is not a programme. */
	static String json() {
		return "Unknown format of JSON." + EXPECTED;
	}

}
