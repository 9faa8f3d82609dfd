package dev.plenum.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.plenum.platform.mongo.Lists;
import org.jspecify.annotations.Nullable;

/**
 * What only the organisers know of a schedule. Its changes are counted and stored apart
 * from those of the schedule, so that nobody else can tell that there is anything.
 *
 * @param hidden the slots of hidden sessions, by session id
 * @param collected the edits that are published together later, by the id of their draft
 * @param revision the number of changes so far
 * @param changes the last changes, oldest first, at most {@link #KEPT_CHANGES}. Their
 * revisions have no gaps and end with {@code revision}.
 */
public record Drafts(Map<String, HiddenSlot> hidden, Map<String, ScheduleDraft> collected, int revision,
		List<DraftChange> changes) {

	/** The maximum number of drafts. */
	public static final int MOST = 20;

	/** The maximum number of changes that are stored. */
	public static final int KEPT_CHANGES = 500;

	static final Drafts NONE = new Drafts(Map.of(), Map.of(), 0, List.of());

	public Drafts {
		hidden = Lists.orEmpty(hidden);
		collected = Lists.orEmpty(collected);
		changes = Lists.orEmpty(changes);
	}

	/**
	 * Returns whether all changes after a revision are stored.
	 * @param after a revision
	 * @return false if the revision is too old or was not reached yet
	 */
	public boolean remembers(int after) {
		return after <= this.revision && after >= this.revision - this.changes.size();
	}

	/**
	 * Returns the changes after a revision, oldest first.
	 * @param after a revision that is {@link #remembers(int) remembered}
	 * @return the changes; empty for the current revision
	 */
	public List<DraftChange> changesAfter(int after) {
		return this.changes.subList(this.changes.size() - (this.revision - after), this.changes.size());
	}

	/**
	 * Returns these drafts with other hidden sessions.
	 * @param next the hidden sessions
	 * @param visible the sessions that are in the schedule then
	 * @param now the present
	 * @return the drafts; these if nothing is different
	 */
	Drafts with(Map<String, HiddenSlot> next, Set<String> visible, Instant now) {
		List<DraftChange> all = new ArrayList<>(this.changes);
		int count = this.revision;
		Set<String> ids = new TreeSet<>(this.hidden.keySet());
		ids.addAll(next.keySet());
		for (String id : ids) {
			DraftChangeKind kind = kind(this.hidden.get(id), next.get(id), visible.contains(id));
			if (kind != null) {
				count++;
				all.add(new DraftChange(count, now, kind, id, null));
			}
		}
		return (count == this.revision) ? this : new Drafts(next, this.collected, count, newest(all));
	}

	/**
	 * Returns these drafts with another draft.
	 * @param id the draft's id
	 * @param draft the draft; null to remove it
	 * @param kind what happened
	 * @param now the present
	 * @return the drafts
	 */
	Drafts with(String id, @Nullable ScheduleDraft draft, DraftChangeKind kind, Instant now) {
		Map<String, ScheduleDraft> next = new HashMap<>(this.collected);
		Schedule.put(next, id, draft);
		List<DraftChange> all = new ArrayList<>(this.changes);
		all.add(new DraftChange(this.revision + 1, now, kind, null, id));
		return new Drafts(this.hidden, next, this.revision + 1, newest(all));
	}

	/**
	 * Returns these drafts with one more change of a hidden session, of what it is about.
	 * @param id the session
	 * @param now the present
	 * @return the drafts; these if the session is not hidden
	 */
	Drafts withChanged(String id, Instant now) {
		if (!this.hidden.containsKey(id)) {
			return this;
		}
		List<DraftChange> all = new ArrayList<>(this.changes);
		all.add(new DraftChange(this.revision + 1, now, DraftChangeKind.HIDDEN_SESSION_CHANGED, id, null));
		return new Drafts(this.hidden, this.collected, this.revision + 1, newest(all));
	}

	/** Returns whether the last change of a draft is its publication. */
	boolean wasPublished(String draftId) {
		return this.changes.reversed()
			.stream()
			.filter((change) -> draftId.equals(change.draftId()))
			.findFirst()
			.filter((change) -> change.kind() == DraftChangeKind.DRAFT_PUBLISHED)
			.isPresent();
	}

	private static List<DraftChange> newest(List<DraftChange> all) {
		return all.subList(Math.max(0, all.size() - KEPT_CHANGES), all.size());
	}

	private static @Nullable DraftChangeKind kind(@Nullable HiddenSlot before, @Nullable HiddenSlot after,
			boolean visible) {
		if (after == null) {
			return visible ? DraftChangeKind.SESSION_APPEARED : DraftChangeKind.HIDDEN_SESSION_REMOVED;
		}
		if (before == null) {
			return DraftChangeKind.SESSION_HIDDEN;
		}
		return before.equals(after) ? null : DraftChangeKind.HIDDEN_SESSION_CHANGED;
	}

}
