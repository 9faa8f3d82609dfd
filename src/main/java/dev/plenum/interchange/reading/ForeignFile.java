package dev.plenum.interchange.reading;

import java.util.Optional;

/**
 * Explains files that are not programmes in a known format: what they are, and how to get
 * a file that can be imported.
 */
final class ForeignFile {

	private static final String EXPECTED = " Import schedule.xml, schedule.json, iCalendar, the JSON of Sessionize, pretalx, Indico or Plenum, or a table as .xlsx or CSV.";

	private static final String CALENDAR = "BEGIN:VCALENDAR";

	private ForeignFile() {
	}

	/**
	 * Returns what a file is that is neither XML nor JSON nor a table.
	 * @param beginning its first bytes
	 */
	static Optional<String> message(String beginning) {
		if (beginning.startsWith("%PDF")) {
			return Optional.of("This is a PDF document." + EXPECTED);
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

	/** Returns the message for a web page, such as the page to sign in. */
	static String webPage() {
		return "This is a web page." + EXPECTED;
	}

	/** Returns what a JSON file is that is not a programme. */
	static String json() {
		return "Unknown format of JSON." + EXPECTED;
	}

}
