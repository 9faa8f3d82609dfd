package dev.plenum.programme;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleRules;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;

/**
 * The documents that a programme is made from, as they were at one moment. Each change
 * makes new ones, and leaves them alone where it knows nothing newer.
 *
 * @param event the event
 * @param sessions what its sessions are, by id, also of those not in the schedule
 * @param speakers its speakers by id
 * @param schedule when, where, by whom and whether
 */
public record ProgrammeDocuments(EventDocument event, Map<String, SessionDocument> sessions,
		Map<String, SpeakerDocument> speakers, Schedule schedule) {

	/** A night programme on the last day ends before this hour of the next morning. */
	private static final LocalTime END_OF_THE_LAST_NIGHT = LocalTime.of(6, 0);

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
		return (newer.revision() < this.schedule.revision()) ? this
				: new ProgrammeDocuments(this.event, this.sessions, this.speakers, newer);
	}

	/**
	 * The same, if all that the schedule names is here. One that was looked up when it
	 * had been written again may name what will be heard of a moment later, and then it
	 * is heard once more.
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
	 * The event's timezone.
	 * @return the timezone
	 */
	public ZoneId zone() {
		return ZoneId.of(this.event.timezone());
	}

	/** When the event is over, its last night included. */
	Instant close() {
		return this.event.endsOn().plusDays(1).atTime(END_OF_THE_LAST_NIGHT).atZone(zone()).toInstant();
	}

	/**
	 * What the event allows its schedule.
	 * @return the rules
	 */
	public ScheduleRules rules() {
		return new ScheduleRules(this.event.startsOn().atStartOfDay(zone()).toInstant(),
				this.event.endsOn().plusDays(1).atStartOfDay(zone()).toInstant(), close(), this.event.rooms().keySet(),
				this.speakers.keySet(), organisations(), sharingRooms());
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
