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
	PLENUM

}
