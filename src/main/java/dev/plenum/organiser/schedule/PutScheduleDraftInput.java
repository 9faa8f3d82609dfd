package dev.plenum.organiser.schedule;

import java.util.List;
import java.util.Objects;

import dev.plenum.organiser.schedule.ChangeScheduleInput.EditInput;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.schedule.DraftEdit;
import dev.plenum.schedule.ScheduleOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A draft to create or to change; the schema describes each property.
 */
record PutScheduleDraftInput(String eventId, @Nullable Integer expectedVersion, @Nullable String id,
		@Nullable String key, ArgumentValue<String> name, ArgumentValue<String> note,
		ArgumentValue<List<EditInput>> edits) {

	static final String ID_PREFIX = "dft";

	private static final int LONGEST_NOTE = 500;

	private static final int MOST_EDITS = 200;

	String draftId() {
		return Keys.id(ID_PREFIX, this.eventId, this.id, this.key);
	}

	void check(boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.line(this.name, "name");
		String text = this.note.value();
		Check.that(text == null || text.length() <= LONGEST_NOTE,
				"A note has at most %d characters.".formatted(LONGEST_NOTE), "note");
		List<EditInput> all = this.edits.value();
		Check.that(all == null || all.size() <= MOST_EDITS, "Send at most %d edits.".formatted(MOST_EDITS), "edits");
	}

	List<DraftEdit> draftEdits() {
		return Objects.requireNonNullElse(this.edits.value(), List.<EditInput>of())
			.stream()
			.map((edit) -> DraftEdit.of(edit.edit()))
			.toList();
	}

	Problem problem(ScheduleOutcome.Invalid invalid) {
		List<EditInput> all = Objects.requireNonNullElse(this.edits.value(), List.of());
		return (invalid.edit() < all.size()) ? Problem.badInput(invalid.message(), "input", "edits", invalid.edit(),
				all.get(invalid.edit()).kind(), invalid.field()) : Problem.badInput(invalid.message(), "input");
	}

}
