package dev.plenum.participant;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an import of participants did or, for a dry run or an import that is held, would
 * do.
 *
 * @param dryRun whether this is a dry run
 * @param held whether nothing was changed because the import would change much and was
 * not confirmed
 * @param participants the number of participants in the file
 * @param created the number of new participants
 * @param changed the number of changed participants
 * @param unchanged the number of participants that already were as the file says
 * @param cancelled the number of participants who leave
 * @param missing the number of participants from the same source that the file does not
 * contain and that stay
 * @param items the new, changed, cancelled and missing participants, at most 500
 * @param notes problems in the file that do not prevent the import, at most 100
 */
public record RollReport(boolean dryRun, boolean held, int participants, int created, int changed, int unchanged,
		int cancelled, int missing, List<Item> items, List<Roll.Note> notes) {

	/**
	 * What happens to a participant.
	 *
	 * @param change what happens
	 * @param id the participant's id
	 * @param key the key
	 * @param name the name
	 * @param line the line or row of the file; null if it does not contain the
	 * participant
	 * @param fields the names of the fields that change
	 */
	public record Item(Change change, String id, String key, String name, @Nullable Integer line, List<String> fields) {
	}

	/** What happens to a participant. */
	public enum Change {

		/** The participant is new. */
		CREATED,

		/** Fields change. */
		CHANGED,

		/** The participation ends. */
		CANCELLED,

		/** The file does not contain the participant, who stays. */
		MISSING

	}

}
