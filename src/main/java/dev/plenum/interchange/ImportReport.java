package dev.plenum.interchange;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Warning;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do.
 *
 * @param event the event's slug
 * @param format the format that was recognised
 * @param dryRun whether nothing was changed
 * @param created whether the event was made
 * @param first whether the schedule was filled without telling anybody of additions
 * @param revision the schedule's revision afterwards
 * @param unchanged how many sessions of the file changed nothing
 * @param added the sessions and speakers that are new
 * @param changed what was changed
 * @param cancelled the sessions that were cancelled because the file does not have them
 * @param missing the sessions that the file does not have and that are not cancelled yet
 * @param kept what stays as it was changed here, although the file says otherwise
 * @param clashes the rooms and speakers that are wanted twice now and were not before
 * @param warnings what was odd in the file
 */
record ImportReport(String event, FileFormat format, boolean dryRun, boolean created, boolean first, int revision,
		int unchanged, List<Item> added, List<Item> changed, List<Item> cancelled, List<Missing> missing,
		List<Item> kept, List<Clashing> clashes, List<Warning> warnings) {

	/** What an item of the report is about. */
	enum Type {

		/** The event, its rooms and its tracks. */
		EVENT,

		/** A session. */
		SESSION,

		/** A speaker. */
		SPEAKER

	}

	/**
	 * Something that the report tells of.
	 *
	 * @param type what it is
	 * @param id its id
	 * @param name what it is called
	 * @param place where in the file it stands; null where it does not
	 * @param what what is different, field by field; empty for what is new or gone
	 */
	record Item(Type type, String id, String name, @Nullable String place, List<Difference> what) {
	}

	/**
	 * One difference.
	 *
	 * @param field the field
	 * @param here what was here; null for nothing
	 * @param there what the file says; null for nothing
	 */
	record Difference(String field, @Nullable String here, @Nullable String there) {
	}

	/**
	 * A session that the file does not have any more.
	 *
	 * @param id its id
	 * @param name what it is called
	 * @param since since when
	 * @param cancelledFrom an import from this moment on that does not have it either
	 * cancels it
	 */
	record Missing(String id, String name, OffsetDateTime since, OffsetDateTime cancelledFrom) {
	}

	/**
	 * Two sessions that want the same at the same time.
	 *
	 * @param session the one
	 * @param with the other
	 * @param room the room that both want; null if it is about a speaker
	 * @param speaker the speaker that both want; null if it is about a room
	 */
	record Clashing(String session, String with, @Nullable String room, @Nullable String speaker) {
	}

}
