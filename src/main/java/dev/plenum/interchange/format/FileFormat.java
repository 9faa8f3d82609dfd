package dev.plenum.interchange.format;

/** How a programme is written as a file. */
public enum FileFormat {

	/** The XML that frab, pentabarf and pretalx write. */
	SCHEDULE_XML,

	/** The JSON that the c3voc's tools, frab and pretalx write. */
	SCHEDULE_JSON,

	/** The JSON of Sessionize, its views "All data" and "Sessions". */
	SESSIONIZE,

	/** Plenum's own JSON. */
	PLENUM

}
