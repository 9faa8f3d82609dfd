package dev.plenum.programme;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleRules;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;

/**
 * The documents of one snapshot of a programme. A change returns new documents, or these
 * if it is not newer.
 *
 * @param event the event
 * @param sessions its sessions by id, including those that are not in the schedule
 * @param speakers its speakers by id
 * @param schedule the slots of its sessions
 */
public record ProgrammeDocuments(EventDocument event, Map<String, SessionDocument> sessions,
		Map<String, SpeakerDocument> speakers, Schedule schedule) {

	ProgrammeDocuments with(EventDocument document) {
		return (document.version() < this.event.version()) ? this
				: new ProgrammeDocuments(document, this.sessions, this.speakers, this.schedule);
	}

	ProgrammeDocuments with(SessionDocument document) {
		SessionDocument known = this.sessions.get(document.id());
		return (known != null && document.version() < known.version()) ? this : new ProgrammeDocuments(this.event,
				plus(this.sessions, document.id(), document), this.speakers, this.schedule);
	}

	ProgrammeDocuments with(SpeakerDocument document) {
		SpeakerDocument known = this.speakers.get(document.id());
		return (known != null && document.version() < known.version()) ? this : new ProgrammeDocuments(this.event,
				this.sessions, plus(this.speakers, document.id(), document), this.schedule);
	}

	ProgrammeDocuments with(Schedule newer) {
		return !newer.includes(this.schedule) ? this
				: new ProgrammeDocuments(this.event, this.sessions, this.speakers, newer);
	}

	/**
	 * Takes a newer schedule only if all objects that it names are known. A schedule that
	 * was read after a further write may name an object whose news comes a moment later;
	 * then the news of the schedule comes again.
	 */
	ProgrammeDocuments withKnown(Schedule newer) {
		return newer.slots().entrySet().stream().allMatch((slot) -> knows(slot.getKey(), slot.getValue())) ? with(newer)
				: this;
	}

	private boolean knows(String sessionId, Slot slot) {
		return this.sessions.containsKey(sessionId) && this.event.rooms().keySet().containsAll(slot.roomIds())
				&& slot.speakers().stream().map(SpeakerRef::speakerId).allMatch(this.speakers::containsKey);
	}

	ProgrammeDocuments without(String id) {
		return new ProgrammeDocuments(this.event, minus(this.sessions, id), minus(this.speakers, id), this.schedule);
	}

	/**
	 * Returns what these documents have and newer ones do not, or did not have in
	 * between.
	 * @param newer the newer documents
	 * @return the ids of sessions, speakers, rooms and tracks
	 */
	Set<String> removedIn(ProgrammeDocuments newer) {
		Set<String> removed = new HashSet<>();
		if (newer.event != this.event) {
			addMissing(removed, this.event.rooms(), newer.event.rooms());
			addMissing(removed, this.event.tracks(), newer.event.tracks());
		}
		if (newer.sessions.size() < this.sessions.size()) {
			addMissing(removed, this.sessions, newer.sessions);
		}
		if (newer.speakers.size() < this.speakers.size()) {
			addMissing(removed, this.speakers, newer.speakers);
		}
		if (newer.schedule != this.schedule && newer.schedule.remembers(this.schedule.revision())) {
			newer.schedule.changesAfter(this.schedule.revision())
				.stream()
				.filter((change) -> change.after() == null)
				.forEach((change) -> removed.add(change.sessionId()));
		}
		return removed;
	}

	private static void addMissing(Set<String> missing, Map<String, ?> before, Map<String, ?> after) {
		before.keySet().stream().filter((id) -> !after.containsKey(id)).forEach(missing::add);
	}

	/**
	 * Returns the event's timezone.
	 * @return the timezone
	 */
	public ZoneId zone() {
		return ZoneId.of(this.event.timezone());
	}

	/**
	 * Returns the event's days.
	 * @return the days
	 */
	public EventDays days() {
		return new EventDays(this.event.startsOn(), this.event.endsOn(), EventDays.change(this.event.dayChange()),
				zone());
	}

	/**
	 * Returns the rules of the event's schedule.
	 * @return the rules
	 */
	public ScheduleRules rules() {
		return rules(days());
	}

	/**
	 * Returns the rules that the event's schedule would have on other days.
	 * @param days the days
	 * @return the rules
	 */
	public ScheduleRules rules(EventDays days) {
		return new ScheduleRules(days.startOf(days.startsOn()), days.endOf(days.endsOn()), days.closes(),
				this.event.rooms().keySet(), this.speakers.keySet(), organisations(), sharingRooms(), forEverybody());
	}

	private Set<String> organisations() {
		return this.speakers.values()
			.stream()
			.filter((speaker) -> speaker.type() == SpeakerType.ORGANISATION)
			.map(SpeakerDocument::id)
			.collect(Collectors.toSet());
	}

	private Set<String> sharingRooms() {
		return this.sessions.values()
			.stream()
			.filter((session) -> this.event.roomSharing().contains(session.kind()))
			.map(SessionDocument::id)
			.collect(Collectors.toSet());
	}

	private Set<String> forEverybody() {
		return this.sessions.values()
			.stream()
			.filter(this.event::isForEverybody)
			.map(SessionDocument::id)
			.collect(Collectors.toSet());
	}

	private static <T> Map<String, T> plus(Map<String, T> map, String id, T document) {
		Map<String, T> copy = new HashMap<>(map);
		copy.put(id, document);
		return copy;
	}

	private static <T> Map<String, T> minus(Map<String, T> map, String id) {
		Map<String, T> copy = new HashMap<>(map);
		copy.remove(id);
		return copy;
	}

}
