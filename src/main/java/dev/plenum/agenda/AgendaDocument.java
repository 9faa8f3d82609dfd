package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's agenda of one event as it is kept. What a map lacks in the database is
 * empty here.
 *
 * @param id its id
 * @param eventId the event
 * @param subject the attendee
 * @param version rises with every write; 0 while nothing is kept
 * @param name the attendee's name, as the token told it when the agenda was opened
 * @param code what the attendee shows at a door; null while nothing is kept
 * @param calendarSecret what opens the attendee's calendar; null while nothing is kept
 * @param generation how often the code or the secret was renewed or deleted; null if an
 * earlier version of the server has stored random ones
 * @param otherCodes codes that the attendee was shown before that version stored another
 * one; they are as good as the code
 * @param otherCalendarSecrets secrets of the same kind
 * @param picks the sessions picked and taken out, by session id
 * @param appointments the attendee's own appointments, by id
 * @param notes the attendee's notes, by session id
 * @param favourites the attendee's favourite exhibitors by id, with the moment since when
 * @param exhibitorNotes the attendee's notes, by exhibitor id
 * @param presences when the attendee was seen at sessions that need no seat, by session
 * id
 */
public record AgendaDocument(@BsonId String id, String eventId, String subject, long version, @Nullable String name,
		@Nullable String code, @Nullable String calendarSecret, @Nullable Integer generation, List<String> otherCodes,
		List<String> otherCalendarSecrets, Map<String, Pick> picks, Map<String, AppointmentEntry> appointments,
		Map<String, String> notes, Map<String, Instant> favourites, Map<String, String> exhibitorNotes,
		Map<String, Instant> presences) {

	public AgendaDocument {
		otherCodes = Lists.orEmpty(otherCodes);
		otherCalendarSecrets = Lists.orEmpty(otherCalendarSecrets);
		picks = orEmpty(picks);
		appointments = orEmpty(appointments);
		notes = orEmpty(notes);
		favourites = orEmpty(favourites);
		exhibitorNotes = orEmpty(exhibitorNotes);
		presences = orEmpty(presences);
	}

	static AgendaDocument unopened(AgendaOwner owner) {
		return new AgendaDocument(owner.agendaId(), owner.eventId(), owner.subject(), 0, null, null, null, null,
				List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
	}

	/**
	 * The same agenda with a code and a calendar secret that may not be stored yet.
	 */
	AgendaDocument with(String newCode, String newSecret, int newGeneration) {
		return new AgendaDocument(this.id, this.eventId, this.subject, this.version, this.name, newCode, newSecret,
				newGeneration, this.otherCodes, this.otherCalendarSecrets, this.picks, this.appointments, this.notes,
				this.favourites, this.exhibitorNotes, this.presences);
	}

	AgendaOwner owner() {
		return new AgendaOwner(this.eventId, this.subject, this.name);
	}

	/**
	 * Whether a secret opens the attendee's calendar, as far as this document tells.
	 */
	boolean hasCalendarSecret(String secret) {
		return Stream.concat(Stream.ofNullable(this.calendarSecret), this.otherCalendarSecrets.stream())
			.anyMatch((kept) -> Secrets.same(secret, kept));
	}

	boolean picked(String sessionId) {
		Pick pick = this.picks.get(sessionId);
		return pick != null && pick.picked();
	}

	boolean takenOut(String sessionId) {
		Pick pick = this.picks.get(sessionId);
		return pick != null && !pick.picked();
	}

	private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
		return (map != null) ? Map.copyOf(map) : Map.of();
	}

	/**
	 * The attendee's last word on a session.
	 *
	 * @param picked whether it was picked or taken out
	 * @param at when, by the clock of the device or of the server
	 */
	public record Pick(boolean picked, Instant at) {
	}

	/**
	 * An appointment as it is kept.
	 *
	 * @param title what it is
	 * @param startsAt when it starts
	 * @param endsAt when it ends
	 * @param place where it is; null if nobody said
	 * @param note something to know about it; null if there is nothing
	 * @param revision how often it was changed since it was made
	 * @param changedAt when it was made or changed last
	 */
	public record AppointmentEntry(String title, Instant startsAt, Instant endsAt, @Nullable String place,
			@Nullable String note, int revision, Instant changedAt) {
	}

}
