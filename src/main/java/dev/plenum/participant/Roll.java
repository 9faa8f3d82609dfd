package dev.plenum.participant;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The participants that a file or a registration system lists.
 *
 * @param source where they come from
 * @param rows the participants
 * @param notes problems that do not prevent the import
 */
public record Roll(ParticipantSource source, List<Row> rows, List<Note> notes) {

	/**
	 * One participant. A field that is missing stays as it is; one that is null is
	 * removed. The fields are those of {@link Entry} by name.
	 *
	 * @param line the line or row of the file; the first one is 1
	 * @param key the key
	 * @param fields the other fields by name
	 */
	public record Row(int line, String key, Map<String, @Nullable String> fields) {

		/**
		 * The values of the participant after the import.
		 * @param known the participant; null for a new one
		 */
		Entry entry(@Nullable ParticipantDocument known) {
			Entry before = (known != null) ? Entry.of(known)
					: new Entry(this.key, "", null, null, null, null, ParticipantState.ACTIVE);
			boolean back = known == null || known.wasMissing();
			ParticipantState present = back ? ParticipantState.ACTIVE : before.state();
			String state = this.fields.get("state");
			String name = text("name", before.name());
			return new Entry(before.key(), (name != null) ? name : before.name(),
					text("organisation", before.organisation()), text("email", before.email()),
					text("language", before.language()), text("ticketType", before.ticketType()),
					(state != null) ? ParticipantState.valueOf(state) : present);
		}

		private @Nullable String text(String field, @Nullable String before) {
			return this.fields.containsKey(field) ? this.fields.get(field) : before;
		}

	}

	/**
	 * A problem that does not prevent the import.
	 *
	 * @param line the line or row of the file; the first one is 1
	 * @param message what is wrong and what was done
	 */
	public record Note(int line, String message) {
	}

}
