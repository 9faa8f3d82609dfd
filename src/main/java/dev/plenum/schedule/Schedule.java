package dev.plenum.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of one event: one consistency boundary, stored as one document. A change
 * is a function from one schedule to the next, which raises the revision by one for each
 * session that differs.
 *
 * @param eventId the event, which is also the document's id
 * @param revision the number of changes so far; 0 for a new schedule
 * @param slots the slot of each session in the schedule, by session id
 * @param removed the last slot of each session that was removed, by session id
 * @param notes the organisers' note about the last change of each session, by session id,
 * as long as that change is among the {@code changes}
 * @param changes the last changes, oldest first, at most {@link #KEPT_CHANGES}, fewer if
 * they are large. Their revisions have no gaps and end with {@code revision}.
 * @param withdrawn the rooms and speakers that are removed, so that no session can use
 * them
 * @param lastChanges the last change of each session, by session id, also if it is not
 * among the {@code changes} any more; empty for sessions that never changed. Older
 * servers do not store it.
 * @param version the number of writes, also of the drafts; null before the first write by
 * a version of the server that counts them. Every write is guarded by the revision and by
 * the version, since an earlier version of the server raises only the revision.
 * @param drafts what only the organisers know
 */
public record Schedule(@BsonId String eventId, int revision, Map<String, Slot> slots, Map<String, Slot> removed,
		Map<String, String> notes, List<ScheduleChange> changes, List<String> withdrawn,
		Map<String, LastChange> lastChanges, @Nullable Long version, Drafts drafts) {

	/** The maximum number of changes that a schedule stores. */
	public static final int KEPT_CHANGES = 1000;

	public Schedule {
		slots = Map.copyOf(slots);
		removed = Map.copyOf(removed);
		notes = Map.copyOf(notes);
		changes = List.copyOf(changes);
		withdrawn = (withdrawn != null) ? List.copyOf(withdrawn) : List.of();
		lastChanges = Lists.orEmpty(lastChanges);
		drafts = Objects.requireNonNullElse(drafts, Drafts.NONE);
	}

	/**
	 * Makes the first schedule of an event, without changes.
	 * @param eventId the event
	 * @param slots the slots by session id
	 * @return the schedule, at revision 0
	 */
	public static Schedule first(String eventId, Map<String, Slot> slots) {
		return new Schedule(eventId, 0, slots, Map.of(), Map.of(), List.of(), List.of(), Map.of(), null, Drafts.NONE);
	}

	/**
	 * Returns whether this schedule includes all writes that another one includes.
	 * @param other a schedule of the same event
	 * @return true if it is the same or newer
	 */
	public boolean includes(Schedule other) {
		return this.revision >= other.revision && writes() >= other.writes();
	}

	private long writes() {
		return (this.version != null) ? this.version : 0;
	}

	/**
	 * Returns whether all changes after a revision are stored, so that a client that
	 * knows this revision can catch up.
	 * @param after a revision
	 * @return false if the revision is too old or was not reached yet
	 */
	public boolean remembers(int after) {
		return after <= this.revision && after >= oldestRevision();
	}

	/**
	 * Returns the oldest revision after which all changes are stored.
	 * @return the revision; 0 if all changes ever made are stored
	 */
	public int oldestRevision() {
		return this.revision - this.changes.size();
	}

	/**
	 * Returns the changes after a revision, oldest first.
	 * @param after a revision that this schedule {@link #remembers(int) remembers}
	 * @return the changes; empty for the current revision
	 */
	public List<ScheduleChange> changesAfter(int after) {
		if (!remembers(after)) {
			throw new IllegalArgumentException("Revision " + after + " is not remembered");
		}
		return this.changes.subList(this.changes.size() - (this.revision - after), this.changes.size());
	}

	/**
	 * Returns the changes that a request made, or that the last publication of a draft
	 * made.
	 * @param requestId the caller's id of the request, or the id of the draft
	 * @param since the moment from which requests are remembered
	 * @return its changes, oldest first; empty if there is no such request
	 */
	public List<ScheduleChange> changesOf(String requestId, Instant since) {
		List<ScheduleChange> made = this.changes.stream()
			.filter((change) -> change.isOfRequest(requestId) && !change.at().isBefore(since))
			.toList();
		return made.stream().filter((change) -> change.isMadeWith(made.getLast())).toList();
	}

	/**
	 * Returns the changes that undid a request and have not been undone themselves.
	 * @param undone the revision of one of the changes of the request
	 * @return the changes, oldest first; empty if the request is not undone
	 */
	public List<ScheduleChange> changesThatUndo(int undone) {
		return Undo.changesThatUndo(this, undone);
	}

	/**
	 * Returns the sessions that use a room or a speaker, hidden ones included.
	 * @param id the room or speaker
	 * @return the ids of the sessions
	 */
	public Set<String> usersOf(String id) {
		return allSlots().entrySet()
			.stream()
			.filter((slot) -> slot.getValue().uses(id))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the slots of all sessions, hidden ones included.
	 */
	Map<String, Slot> allSlots() {
		Map<String, Slot> all = new HashMap<>(this.slots);
		this.drafts.hidden().forEach((id, hidden) -> all.put(id, hidden.slot()));
		return all;
	}

	/**
	 * Returns this schedule with rooms and speakers that are created again.
	 * @param ids the rooms and speakers
	 * @return the schedule, in which sessions can use them
	 */
	public Schedule restored(Set<String> ids) {
		return this.withdrawn.stream().noneMatch(ids::contains) ? this
				: new Schedule(this.eventId, this.revision, this.slots, this.removed, this.notes, this.changes,
						this.withdrawn.stream().filter((id) -> !ids.contains(id)).toList(), this.lastChanges,
						this.version, this.drafts);
	}

	/**
	 * Finds the last change of each session.
	 * @return the changes by session id; without sessions that never changed, and those
	 * whose last change older servers forgot
	 */
	public Map<String, LastChange> lastChangeOfEach() {
		Map<String, LastChange> all = new HashMap<>(this.lastChanges);
		this.changes.forEach((change) -> all.merge(change.sessionId(), LastChange.of(change), LastChange::later));
		return all;
	}

	/**
	 * Applies all edits, or none of them.
	 * @param edits the edits in order; several edits of one session make one change
	 * @param rules the rules of the event
	 * @param force whether to accept clashes of rooms and speakers
	 * @param note a note to the attendees; null if there is none
	 * @param now the present
	 * @return the schedule after the change, or the reason why it stays as it is
	 */
	public ScheduleOutcome change(List<ScheduleEdit> edits, ScheduleRules rules, boolean force, @Nullable String note,
			Instant now) {
		return change(edits, rules, ChangeTerms.of(force, note, now));
	}

	/**
	 * Applies all edits, or none of them.
	 * @param edits the edits in order; several edits of one session make one change
	 * @param rules the rules of the event
	 * @param terms the terms of the change
	 * @return the schedule after the change, or the reason why it stays as it is
	 */
	public ScheduleOutcome change(List<ScheduleEdit> edits, ScheduleRules rules, ChangeTerms terms) {
		return new EditedSchedule(this).apply(edits, rules.without(this.withdrawn), terms);
	}

	/**
	 * Counts a change of what a hidden session is about.
	 * @param id the session
	 * @param now the present
	 * @return the outcome, without steps; this schedule if the session is not hidden
	 */
	public ScheduleOutcome.Changed hiddenChanged(String id, Instant now) {
		Drafts next = this.drafts.withChanged(id, now);
		return (next == this.drafts) ? unchanged() : new ScheduleOutcome.Changed(after(List.of(), next), List.of());
	}

	/**
	 * Returns the outcome in which this schedule stays as it is.
	 * @return the outcome, without changes
	 */
	public ScheduleOutcome.Changed unchanged() {
		return new ScheduleOutcome.Changed(this, List.of());
	}

	/**
	 * Stores a draft.
	 * @param id the draft's id
	 * @param draft the draft
	 * @param now the present
	 * @return the schedule afterwards, or that the drafts are too many or too large
	 */
	public ScheduleOutcome putDraft(String id, ScheduleDraft draft, Instant now) {
		Drafts next = this.drafts.with(id, draft, DraftChangeKind.DRAFT_PUT, now);
		ScheduleOutcome.Invalid full = ScheduleSize.fault(next);
		return (full != null) ? full : new ScheduleOutcome.Changed(after(List.of(), next), List.of());
	}

	/**
	 * Removes a draft without publishing it.
	 * @param id the draft's id
	 * @param now the present
	 * @return the schedule afterwards; the same one if there is no such draft
	 */
	public ScheduleOutcome.Changed discardDraft(String id, Instant now) {
		return !this.drafts.collected().containsKey(id) ? unchanged() : new ScheduleOutcome.Changed(
				after(List.of(), this.drafts.with(id, null, DraftChangeKind.DRAFT_DISCARDED, now)), List.of());
	}

	/**
	 * Applies all edits of a draft and removes it, or does neither.
	 * @param id the draft's id
	 * @param rules the rules of the event
	 * @param terms the terms of the change; its note is that of the draft
	 * @return the schedule after the change, or the reason why it stays as it is
	 */
	public ScheduleOutcome publishDraft(String id, ScheduleRules rules, ChangeTerms terms) {
		ScheduleDraft draft = this.drafts.collected().get(id);
		if (draft == null) {
			return this.drafts.wasPublished(id) ? unchanged()
					: new ScheduleOutcome.Invalid(0, "draftId", "This event has no draft '%s'.".formatted(id));
		}
		ScheduleOutcome outcome = change(draft.scheduleEdits(), rules, terms.publishing(id, draft.note()));
		return (outcome instanceof ScheduleOutcome.Changed changed) ? new ScheduleOutcome.Changed(
				after(changed.changes(),
						changed.schedule().drafts().with(id, null, DraftChangeKind.DRAFT_PUBLISHED, terms.now())),
				changed.changes()) : outcome;
	}

	/**
	 * Adds all hidden sessions to the schedule whose time has come.
	 * @param now the present
	 * @return the schedule afterwards, the same one without changes if there are none
	 */
	public ScheduleOutcome.Changed appear(Instant now) {
		return new EditedSchedule(this).appear(now);
	}

	/**
	 * Undoes all changes that one request made, by one new change.
	 * @param undone the revision of one of these changes
	 * @param rules the rules of the event
	 * @param terms the terms of the new change
	 * @return the schedule after the change, the same one if nothing is left to undo, or
	 * the reason why it stays as it is
	 */
	public ScheduleOutcome undo(int undone, ScheduleRules rules, ChangeTerms terms) {
		return Undo.of(this, undone, rules, terms);
	}

	/**
	 * Returns the schedule after some changes.
	 * @param steps the changes in order; the first one follows this revision
	 * @param newDrafts the drafts then
	 * @return the schedule
	 */
	Schedule after(List<ScheduleChange> steps, Drafts newDrafts) {
		if (steps.isEmpty()) {
			return new Schedule(this.eventId, this.revision, this.slots, this.removed, this.notes, this.changes,
					this.withdrawn, this.lastChanges, writes() + 1, newDrafts);
		}
		Map<String, Slot> nextSlots = new HashMap<>(this.slots);
		Map<String, Slot> nextRemoved = new HashMap<>(this.removed);
		Map<String, String> nextNotes = new HashMap<>(this.notes);
		for (ScheduleChange step : steps) {
			put(nextSlots, step.sessionId(), step.after());
			put(nextRemoved, step.sessionId(), (step.after() == null) ? step.before() : null);
			put(nextNotes, step.sessionId(), step.note());
		}
		Map<String, LastChange> nextLast = new HashMap<>(this.lastChanges);
		List<ScheduleChange> remembered = ScheduleSize.remembered(this.changes, steps);
		this.changes.stream()
			.filter((change) -> change.revision() < remembered.getFirst().revision())
			.forEach((forgotten) -> nextLast.merge(forgotten.sessionId(), LastChange.of(forgotten), LastChange::later));
		nextNotes.keySet().retainAll(remembered.stream().map(ScheduleChange::sessionId).collect(Collectors.toSet()));
		Instant now = steps.getLast().at();
		this.notes.keySet()
			.stream()
			.filter((id) -> !nextNotes.containsKey(id))
			.forEach((id) -> nextLast.computeIfPresent(id, (_, last) -> last.at(now)));
		steps.forEach((step) -> nextLast.merge(step.sessionId(), LastChange.of(step), LastChange::later));
		return new Schedule(this.eventId, steps.getLast().revision(), nextSlots, nextRemoved, nextNotes, remembered,
				this.withdrawn, nextLast, writes() + 1, newDrafts);
	}

	static <T> void put(Map<String, T> map, String id, @Nullable T value) {
		if (value != null) {
			map.put(id, value);
		}
		else {
			map.remove(id);
		}
	}

}
