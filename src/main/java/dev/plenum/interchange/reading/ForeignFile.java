package dev.plenum.interchange.reading;

import java.nio.charset.StandardCharsets;

/**
 * Explains files that are not programmes in a known format: what they are, and how to get
 * a file that can be imported.
 */
final class ForeignFile {

	private static final String EXPECTED = " Import schedule.xml, schedule.json, iCalendar, or the JSON of Sessionize, pretalx, Indico or Plenum.";

	private static final String CALENDAR = "BEGIN:VCALENDAR";

	private ForeignFile() {
	}

	/**
	 * Returns what a file is that is neither XML nor JSON.
	 * @param beginning its first bytes
	 */
	static String message(byte[] beginning) {
		String text = new String(beginning, StandardCharsets.ISO_8859_1);
		if (text.startsWith("PK")) {
			return text.contains("xl/") || text.contains("[Content_Types].xml")
					? "This is an Excel workbook or another Office document." + EXPECTED
					: "This is a zip file. Unpack it first, and import the file in it.";
		}
		if (text.startsWith("\u00d0\u00cf\u0011\u00e0")) {
			return "This is a document of an old Office version." + EXPECTED;
		}
		if (text.startsWith("%PDF")) {
			return "This is a PDF document." + EXPECTED;
		}
		String line = text.lines().findFirst().orElse("");
		if (line.chars().filter((character) -> character == ',' || character == ';' || character == '\t').count() > 1) {
			return "This is a table, for example CSV." + EXPECTED;
		}
		return "The file is neither XML nor JSON in UTF-8." + EXPECTED;
	}

	/**
	 * Returns whether a file is an iCalendar file.
	 * @param beginning its first bytes
	 */
	static boolean isCalendar(byte[] beginning) {
		return new String(beginning, StandardCharsets.ISO_8859_1).regionMatches(true, 0, CALENDAR, 0,
				CALENDAR.length());
	}

	/** Returns what a JSON file is that is not a programme. */
	static String json() {
		return "Unknown format of JSON." + EXPECTED;
	}

}
