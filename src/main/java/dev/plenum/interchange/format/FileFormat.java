package dev.plenum.interchange.format;

/** The formats of programme files. */
public enum FileFormat {

	/** The schedule.xml of frab, pentabarf and pretalx. */
	SCHEDULE_XML,

	/** The schedule.json of frab, pretalx and the tools of c3voc. */
	SCHEDULE_JSON,

	/** The JSON of Sessionize: its views "All data" and "Sessions". */
	SESSIONIZE,

	/** The JSON of Plenum. */
	PLENUM,

	/** An iCalendar file. */
	ICALENDAR,

	/** An iCalendar file as XML. */
	XCAL,

	/** Answers of the API of pretalx. */
	PRETALX_API,

	/** The JSON of the schedule widget of pretalx. */
	PRETALX_WIDGET,

	/** The JSON that Indico exports. */
	INDICO,

	/** The second version of the schedule of c3voc. */
	SCHEDULE2,

	/** The data of a site made with Hoverboard. */
	HOVERBOARD,

	/** JSON-LD of schema.org. */
	SCHEMA_ORG,

	/** A table with one row for each session, as CSV. */
	CSV,

	/** A table with one row for each session, as an Excel workbook. */
	XLSX;

	/**
	 * Returns whether a session without materials in the file has none. Other formats do
	 * not list all materials, so an import without any keeps those that are stored.
	 * @return whether a file lists all materials of a session
	 */
	public boolean listsMaterials() {
		return switch (this) {
			case ICALENDAR, XCAL, PRETALX_WIDGET, HOVERBOARD, SCHEMA_ORG, CSV, XLSX -> false;
			default -> true;
		};
	}

	/**
	 * Returns whether files of both formats can express the same values, so that a value
	 * that is missing in the second file was removed.
	 * @param other the format of the other file
	 * @return whether it is the same format, or both are tables
	 */
	public boolean expressesSameAs(FileFormat other) {
		return this == other || isTable() && other.isTable();
	}

	/**
	 * Returns whether the format is a table.
	 * @return whether it is CSV or a workbook
	 */
	public boolean isTable() {
		return this == CSV || this == XLSX;
	}

}
