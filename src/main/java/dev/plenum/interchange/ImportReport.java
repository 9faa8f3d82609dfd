package dev.plenum.interchange;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.ReadProgramme.ColumnUse;
import dev.plenum.interchange.format.Warning;
import org.jspecify.annotations.Nullable;

/**
 * What an import did; for a dry run, what it would do.
 *
 * @param event the event's slug
 * @param format the detected format
 * @param dryRun whether this is a dry run
 * @param created whether the event was created
 * @param first whether the schedule was empty before; then subscribers are not notified
 * of additions
 * @param revision the schedule's revision after the import
 * @param unchanged the number of sessions in the file that did not change
 * @param added the new sessions and speakers
 * @param changed the changed objects
 * @param cancelled the sessions that were cancelled because the file does not contain
 * them
 * @param missing the sessions that the file does not contain and that are not cancelled
 * yet
 * @param kept the objects that keep values which were changed in Plenum, although the
 * file differs
 * @param clashes the new clashes of rooms and speakers
 * @param warnings the problems that were found in the file
 * @param columns the columns of a table with the fields that they contain; empty for
 * other formats
 */
record ImportReport(String event, FileFormat format, boolean dryRun, boolean created, boolean first, int revision,
		int unchanged, List<Item> added, List<Item> changed, List<Item> cancelled, List<Missing> missing,
		List<Item> kept, List<Clashing> clashes, List<Warning> warnings, List<ColumnUse> columns) {

	/** The types of objects. */
	enum Type {

		/** The event, its rooms and its tracks. */
		EVENT,

		/** A session. */
		SESSION,

		/** A speaker. */
		SPEAKER

	}

	/**
	 * An object in the report.
	 *
	 * @param type the type of the object
	 * @param id the object's id
	 * @param name the object's name or title
	 * @param place the object's place in the file; null if the file does not contain it
	 * @param differences the differing values; empty for a new or cancelled object
	 */
	record Item(Type type, String id, String name, @Nullable String place, List<Difference> differences) {
	}

	/**
	 * A value that differs.
	 *
	 * @param field the name of the field
	 * @param stored the value before the import; null if there was none
	 * @param inFile the value in the file; null if there is none
	 */
	record Difference(String field, @Nullable String stored, @Nullable String inFile) {
	}

	/**
	 * A session that is missing from the file.
	 *
	 * @param id the session's id
	 * @param name the session's title
	 * @param since the time of the first import without it
	 * @param cancelledFrom the first import without it from this moment on cancels it
	 */
	record Missing(String id, String name, OffsetDateTime since, OffsetDateTime cancelledFrom) {
	}

	/**
	 * Two sessions that use the same room or speaker at the same time.
	 *
	 * @param session the title of one session
	 * @param with the title of the other session
	 * @param room the name of the room; null for a clash of a speaker
	 * @param speaker the name of the speaker; null for a clash of a room
	 */
	record Clashing(String session, String with, @Nullable String room, @Nullable String speaker) {
	}

}
