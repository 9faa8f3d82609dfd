package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's agenda of one event as it is stored. A list or map that is missing in the
 * database is empty here.
 *
 * @param id its id
 * @param eventId the event
 * @param subject the attendee
 * @param version raised by every write; 0 while nothing is stored
 * @param name the attendee's name, as the token had it when the agenda was created; null
 * if it had none
 * @param code the code that the attendee shows at a door; null while nothing is stored
 * @param calendarSecret the secret that opens the attendee's calendar; null while nothing
 * is stored
 * @param generation how often the code or the secret was renewed or deleted; null if an
 * earlier version of the server stored random ones
 * @param otherCodes further valid codes, which were sent to the attendee before that
 * version stored another one
 * @param otherCalendarSecrets further valid secrets of the same origin
 * @param picks the sessions that the attendee added and removed, by session id
 * @param appointments the attendee's own appointments, by id
 * @param notes the attendee's notes on sessions, by session id
 * @param favourites since when exhibitors are favourites, by exhibitor id
 * @param exhibitorNotes the attendee's notes on exhibitors, by exhibitor id
 * @param presences when the attendee came to sessions without seats, by session id
 * @param requests the keys of the last requests that must not be carried out again
 */
public record AgendaDocument(@BsonId String id, String eventId, String subject, long version, @Nullable String name,
		@Nullable String code, @Nullable String calendarSecret, @Nullable Integer generation, List<String> otherCodes,
		List<String> otherCalendarSecrets, Map<String, Pick> picks, Map<String, AppointmentEntry> appointments,
		Map<String, String> notes, Map<String, Instant> favourites, Map<String, String> exhibitorNotes,
		Map<String, Instant> presences, List<String> requests) {

	public AgendaDocument {
		otherCodes = Lists.orEmpty(otherCodes);
		otherCalendarSecrets = Lists.orEmpty(otherCalendarSecrets);
		picks = Lists.orEmpty(picks);
		appointments = Lists.orEmpty(appointments);
		notes = Lists.orEmpty(notes);
		favourites = Lists.orEmpty(favourites);
		exhibitorNotes = Lists.orEmpty(exhibitorNotes);
		presences = Lists.orEmpty(presences);
		requests = Lists.orEmpty(requests);
	}

	/**
	 * Returns the agenda of an attendee for whom nothing is stored.
	 */
	static AgendaDocument unopened(AgendaOwner owner) {
		return new AgendaDocument(owner.agendaId(), owner.eventId(), owner.subject(), 0, null, null, null, null,
				List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of());
	}

	/**
	 * Returns this agenda with a code and a calendar secret that may not be stored yet.
	 */
	AgendaDocument with(String newCode, String newSecret, int newGeneration) {
		return new AgendaDocument(this.id, this.eventId, this.subject, this.version, this.name, newCode, newSecret,
				newGeneration, this.otherCodes, this.otherCalendarSecrets, this.picks, this.appointments, this.notes,
				this.favourites, this.exhibitorNotes, this.presences, this.requests);
	}

	AgendaOwner owner() {
		return new AgendaOwner(this.eventId, this.subject, this.name);
	}

	/**
	 * Returns whether a secret opens the attendee's calendar, unless it was deleted.
	 */
	boolean hasCalendarSecret(String secret) {
		return Stream.concat(Stream.ofNullable(this.calendarSecret), this.otherCalendarSecrets.stream())
			.anyMatch((kept) -> Secrets.same(secret, kept));
	}

	/**
	 * Returns whether a request was carried out before.
	 * @param request the key of the request; null for a request without one
	 */
	boolean remembers(@Nullable String request) {
		return request != null && this.requests.contains(request);
	}

	/**
	 * Returns whether the attendee added a session.
	 */
	boolean picked(String sessionId) {
		Pick pick = this.picks.get(sessionId);
		return pick != null && pick.picked();
	}

	/**
	 * Returns whether the attendee removed a session.
	 */
	boolean takenOut(String sessionId) {
		Pick pick = this.picks.get(sessionId);
		return pick != null && !pick.picked();
	}

	/**
	 * The attendee's last decision about a session.
	 *
	 * @param picked whether the attendee added or removed it
	 * @param at when, by the clock of the device or of the server
	 */
	public record Pick(boolean picked, Instant at) {
	}

	/**
	 * An appointment as it is stored.
	 *
	 * @param title what it is
	 * @param startsAt when it starts
	 * @param endsAt when it ends
	 * @param place where it is; null if unknown
	 * @param note a note about it; null if there is none
	 * @param revision how often it was changed since it was created
	 * @param changedAt when it was created or last changed
	 */
	public record AppointmentEntry(String title, Instant startsAt, Instant endsAt, @Nullable String place,
			@Nullable String note, int revision, Instant changedAt) {
	}

}
