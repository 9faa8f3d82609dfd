package dev.plenum.meeting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The meetings of one event as they were at one moment: immutable.
 */
record MeetingBoard(Map<String, MeetingsDocument> byExhibitor) {

	static MeetingBoard of(List<MeetingsDocument> all) {
		Map<String, MeetingsDocument> byExhibitor = new HashMap<>();
		all.forEach((meetings) -> byExhibitor.put(meetings.exhibitorId(), meetings));
		return new MeetingBoard(byExhibitor);
	}

	/**
	 * What somebody has asked for, and what they are to come to as staff.
	 */
	List<Held> of(String subject) {
		return all().filter((held) -> held.entry().concerns(subject)).toList();
	}

	Stream<Held> all() {
		return this.byExhibitor.values()
			.stream()
			.flatMap(
					(meetings) -> meetings.meetings().stream().map((entry) -> new Held(meetings.exhibitorId(), entry)));
	}

	List<MeetingEntry> ofExhibitor(String exhibitorId) {
		MeetingsDocument meetings = this.byExhibitor.get(exhibitorId);
		return (meetings != null) ? meetings.meetings() : List.of();
	}

	/**
	 * What of an exhibitor's meetings is new or changed here. What is gone is told as
	 * called off.
	 * @param seen the board that the reader has seen before
	 */
	List<MeetingEntry> since(MeetingBoard seen, String exhibitorId) {
		List<MeetingEntry> now = ofExhibitor(exhibitorId);
		Map<String, MeetingEntry> before = new HashMap<>();
		seen.ofExhibitor(exhibitorId).forEach((entry) -> before.put(entry.id(), entry));
		List<MeetingEntry> changed = now.stream().filter((entry) -> !entry.equals(before.remove(entry.id()))).toList();
		Stream<MeetingEntry> gone = before.values()
			.stream()
			.filter((entry) -> !entry.state().isClosed())
			.map(MeetingEntry::gone);
		return Stream.concat(changed.stream(), gone).toList();
	}

	boolean shows(MeetingsDocument written) {
		MeetingsDocument known = this.byExhibitor.get(written.exhibitorId());
		return !written.isKept() || (known != null && known.version() >= written.version());
	}

	MeetingBoard with(MeetingsDocument meetings) {
		return shows(meetings) ? this : changed(meetings.exhibitorId(), meetings);
	}

	MeetingBoard without(String exhibitorId) {
		return this.byExhibitor.containsKey(exhibitorId) ? changed(exhibitorId, null) : this;
	}

	private MeetingBoard changed(String exhibitorId, @Nullable MeetingsDocument meetings) {
		Map<String, MeetingsDocument> copy = new HashMap<>(this.byExhibitor);
		copy.remove(exhibitorId);
		if (meetings != null) {
			copy.put(exhibitorId, meetings);
		}
		return new MeetingBoard(copy);
	}

	/**
	 * A meeting and whose it is.
	 *
	 * @param exhibitorId the exhibitor
	 * @param entry the meeting
	 */
	record Held(String exhibitorId, MeetingEntry entry) {
	}

}
