package dev.plenum.meeting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot of one event's meetings. Immutable.
 */
record MeetingBoard(Map<String, MeetingsDocument> byExhibitor) {

	static MeetingBoard of(List<MeetingsDocument> all) {
		Map<String, MeetingsDocument> byExhibitor = new HashMap<>();
		all.forEach((meetings) -> byExhibitor.put(meetings.exhibitorId(), meetings));
		return new MeetingBoard(byExhibitor);
	}

	/**
	 * Finds a meeting.
	 * @param id any id
	 * @return the meeting with its exhibitor; empty if it does not exist
	 */
	Optional<Held> meeting(String id) {
		return all().filter((held) -> held.entry().id().equals(id)).findFirst();
	}

	/**
	 * The meetings that a person requested or hosts.
	 * @param hosting whether those that the person hosts are meant, too
	 */
	List<Held> of(String subject, boolean hosting) {
		return all().filter((held) -> held.entry().concerns(subject, hosting)).toList();
	}

	Stream<Held> all() {
		return this.byExhibitor.values()
			.stream()
			.flatMap(
					(meetings) -> meetings.meetings().stream().map((entry) -> new Held(meetings.exhibitorId(), entry)));
	}

	/**
	 * The meetings of an exhibitor. An exhibitor that is created again does not have the
	 * meetings of the former one.
	 */
	List<MeetingEntry> ofExhibitor(String exhibitorId) {
		return stored(exhibitorId).stream().filter((entry) -> !entry.isFormer()).toList();
	}

	private List<MeetingEntry> stored(String exhibitorId) {
		MeetingsDocument meetings = this.byExhibitor.get(exhibitorId);
		return (meetings != null) ? meetings.meetings() : List.of();
	}

	/**
	 * The meetings of an exhibitor that are new or changed since an earlier snapshot. A
	 * deleted meeting is reported as cancelled.
	 * @param seen the earlier snapshot
	 */
	List<MeetingEntry> since(MeetingBoard seen, String exhibitorId) {
		List<MeetingEntry> now = stored(exhibitorId);
		Map<String, MeetingEntry> before = new HashMap<>();
		seen.stored(exhibitorId).forEach((entry) -> before.put(entry.id(), entry));
		List<MeetingEntry> changed = now.stream().filter((entry) -> !entry.equals(before.remove(entry.id()))).toList();
		Stream<MeetingEntry> gone = before.values()
			.stream()
			.filter((entry) -> !entry.state().isClosed())
			.map(MeetingEntry::gone);
		return Stream.concat(changed.stream(), gone).toList();
	}

	/**
	 * The version of an exhibitor's meetings, the same on all servers.
	 */
	long version(String exhibitorId) {
		MeetingsDocument meetings = this.byExhibitor.get(exhibitorId);
		return (meetings != null) ? meetings.version() : 0;
	}

	/**
	 * The documents that are new or changed since an earlier snapshot.
	 * @param seen the earlier snapshot
	 */
	List<MeetingsDocument> changedSince(MeetingBoard seen) {
		return this.byExhibitor.entrySet()
			.stream()
			.filter((meetings) -> seen.byExhibitor.get(meetings.getKey()) != meetings.getValue())
			.map(Map.Entry::getValue)
			.toList();
	}

	/**
	 * The documents that contain news.
	 */
	Stream<MeetingsDocument> withNews() {
		return this.byExhibitor.values().stream().filter((meetings) -> meetings.lastNewsNumber() > 0);
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
	 * A meeting with its exhibitor.
	 *
	 * @param exhibitorId the exhibitor
	 * @param entry the meeting
	 */
	record Held(String exhibitorId, MeetingEntry entry) {
	}

}
