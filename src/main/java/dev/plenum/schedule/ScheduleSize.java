package dev.plenum.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import org.jspecify.annotations.Nullable;

/**
 * The maximum size of the document of a schedule. MongoDB reports a change together with
 * the whole document, and both must fit in 16 MB, so the document stays below 8 MB: its
 * slots take up to 4.5 MB, which is enough for 10,000 sessions, and its changes take up
 * to 2.2 MB; drafts take up to 0.8 MB. The notes of the changes are stored twice.
 *
 * <p>
 * Sizes are estimated in bytes of BSON and are slightly too large.
 */
final class ScheduleSize {

	static final int MOST_BYTES_OF_SLOTS = 4_500_000;

	static final int MOST_BYTES_OF_CHANGES = 2_200_000;

	static final int MOST_BYTES_OF_DRAFTS = 800_000;

	/** The names, types and lengths of a slot's fields, its times and its status. */
	private static final int SLOT = 150;

	private static final int ROOM = 12;

	private static final int SPEAKER = 60;

	private static final int CHANGE = 320;

	/** An entry of a map, without the id. */
	private static final int ENTRY = 8;

	private ScheduleSize() {
	}

	/**
	 * Checks whether a schedule becomes too large.
	 * @param edits the edits, at least one
	 * @param before the schedule before
	 * @param after the schedule afterwards
	 * @return the problem with the last edit; null if the schedule is small enough or not
	 * larger than before
	 */
	static ScheduleOutcome.@Nullable Invalid fault(List<ScheduleEdit> edits, Schedule before, Schedule after) {
		int size = ofSlots(after);
		if (size <= MOST_BYTES_OF_SLOTS || size <= ofSlots(before)) {
			return null;
		}
		return new ScheduleOutcome.Invalid(edits.size() - 1,
				(edits.getLast() instanceof ScheduleEdit.Move) ? "roomIds" : "speakers",
				"This event's schedule is full: it has %,d sessions, and its times, rooms and speakers take %,d of %,d bytes. Use fewer sessions, or several events."
					.formatted(after.slots().size(), size, MOST_BYTES_OF_SLOTS));
	}

	/**
	 * Checks whether there are too many drafts, or too large ones.
	 * @param drafts the drafts afterwards
	 * @return the problem; null if there is none
	 */
	static ScheduleOutcome.@Nullable Invalid fault(Drafts drafts) {
		if (drafts.collected().size() > Drafts.MOST) {
			return new ScheduleOutcome.Invalid(0, "key",
					"An event has at most %d drafts. Publish or discard one first.".formatted(Drafts.MOST));
		}
		int size = drafts.collected()
			.values()
			.stream()
			.flatMap((draft) -> draft.edits().stream())
			.mapToInt(ScheduleSize::of)
			.sum();
		return (size <= MOST_BYTES_OF_DRAFTS) ? null
				: new ScheduleOutcome.Invalid(0, "edits",
						"The drafts of this event take %,d of %,d bytes. Publish or discard one first.".formatted(size,
								MOST_BYTES_OF_DRAFTS));
	}

	private static int of(DraftEdit edit) {
		return SLOT + bytes(edit.sessionId())
				+ Lists.orEmpty(edit.roomIds()).stream().mapToInt((id) -> ROOM + bytes(id)).sum()
				+ Lists.orEmpty(edit.speakers())
					.stream()
					.mapToInt((speaker) -> SPEAKER + bytes(speaker.speakerId()))
					.sum();
	}

	private static int ofSlots(Schedule schedule) {
		return of(schedule.drafts().hidden().keySet(),
				schedule.drafts().hidden().values().stream().map(HiddenSlot::slot).toList())
				+ of(schedule.slots().keySet(), schedule.slots().values())
				+ of(schedule.removed().keySet(), schedule.removed().values());
	}

	private static int of(Collection<String> ids, Collection<Slot> slots) {
		return ids.stream().mapToInt((id) -> ENTRY + bytes(id)).sum() + slots.stream().mapToInt(ScheduleSize::of).sum();
	}

	/**
	 * Chooses the changes to store.
	 * @param remembered the changes that are stored already
	 * @param steps the changes that follow
	 * @return the newest of both, at least one
	 */
	static List<ScheduleChange> remembered(List<ScheduleChange> remembered, List<ScheduleChange> steps) {
		List<ScheduleChange> all = new ArrayList<>(remembered);
		all.addAll(steps);
		int first = all.size() - 1;
		int bytes = of(all.get(first));
		while (first > 0 && all.size() - first < Schedule.KEPT_CHANGES
				&& bytes + of(all.get(first - 1)) <= MOST_BYTES_OF_CHANGES) {
			first--;
			bytes += of(all.get(first));
		}
		return all.subList(first, all.size());
	}

	private static int of(ScheduleChange change) {
		return CHANGE + bytes(change.sessionId()) + of(change.before()) + of(change.after()) + bytes(change.note())
				+ ((change.cause() != null) ? bytes(change.cause().requestId()) : 0);
	}

	private static int of(@Nullable Slot slot) {
		if (slot == null) {
			return 0;
		}
		return SLOT + slot.roomIds().stream().mapToInt((id) -> ROOM + bytes(id)).sum()
				+ slot.speakers().stream().mapToInt((speaker) -> SPEAKER + bytes(speaker.speakerId())).sum();
	}

	/**
	 * Counts bytes in UTF-8. A plain loop, because every change measures all ids of a
	 * schedule.
	 */
	private static int bytes(@Nullable String text) {
		if (text == null) {
			return 0;
		}
		int bytes = 0;
		for (int i = 0; i < text.length(); i++) {
			bytes += bytes(text.charAt(i));
		}
		return bytes;
	}

	private static int bytes(char unit) {
		if (unit < 0x80) {
			return 1;
		}
		return (unit < 0x800 || Character.isSurrogate(unit)) ? 2 : 3;
	}

}
