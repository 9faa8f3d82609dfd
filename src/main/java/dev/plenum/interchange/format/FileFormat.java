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
	XCAL;

	/**
	 * Returns whether a session without materials in the file has none. Other formats do
	 * not list all materials, so an import without any keeps those that are stored.
	 * @return whether a file lists all materials of a session
	 */
	public boolean listsMaterials() {
		return this != ICALENDAR && this != XCAL;
	}

}
