package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.seating.CheckInTime;
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
 * @param presencesFor the start of these sessions for which the attendee came, by session
 * id; missing for presences that were stored before this was recorded
 * @param requests the keys of the last requests that must not be carried out again
 * @param newsRead the news that the attendee has read
 * @param notedAt when the attendee last wrote or removed the note on a session, by
 * session id
 * @param takesPartSince when the attendee first picked a session, wrote a note or had a
 * favourite, also if nothing of it is left; null if that was before this was recorded,
 * and if there was none
 */
public record AgendaDocument(@BsonId String id, String eventId, String subject, long version, @Nullable String name,
		@Nullable String code, @Nullable String calendarSecret, @Nullable Integer generation, List<String> otherCodes,
		List<String> otherCalendarSecrets, Map<String, Pick> picks, Map<String, AppointmentEntry> appointments,
		Map<String, String> notes, Map<String, Instant> favourites, Map<String, String> exhibitorNotes,
		Map<String, Instant> presences, Map<String, Instant> presencesFor, List<String> requests, ReadNews newsRead,
		Map<String, Instant> notedAt, @Nullable Instant takesPartSince) {

	public AgendaDocument {
		otherCodes = Lists.orEmpty(otherCodes);
		otherCalendarSecrets = Lists.orEmpty(otherCalendarSecrets);
		picks = Lists.orEmpty(picks);
		appointments = Lists.orEmpty(appointments);
		notes = Lists.orEmpty(notes);
		favourites = Lists.orEmpty(favourites);
		exhibitorNotes = Lists.orEmpty(exhibitorNotes);
		presences = Lists.orEmpty(presences);
		presencesFor = Lists.orEmpty(presencesFor);
		requests = Lists.orEmpty(requests);
		newsRead = Objects.requireNonNullElse(newsRead, ReadNews.NONE);
		notedAt = Lists.orEmpty(notedAt);
	}

	/**
	 * Returns the agenda of an attendee for whom nothing is stored.
	 */
	static AgendaDocument unopened(AgendaOwner owner) {
		return new AgendaDocument(owner.agendaId(), owner.eventId(), owner.subject(), 0, null, null, null, null,
				List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(),
				ReadNews.NONE, Map.of(), null);
	}

	/**
	 * Returns this agenda with a code and a calendar secret that may not be stored yet.
	 */
	AgendaDocument with(String newCode, String newSecret, int newGeneration) {
		return new AgendaDocument(this.id, this.eventId, this.subject, this.version, this.name, newCode, newSecret,
				newGeneration, this.otherCodes, this.otherCalendarSecrets, this.picks, this.appointments, this.notes,
				this.favourites, this.exhibitorNotes, this.presences, this.presencesFor, this.requests, this.newsRead,
				this.notedAt, this.takesPartSince);
	}

	/**
	 * Returns when the attendee came to a session in which they have no seat.
	 * @param sessionId the session
	 * @param time the time of the session
	 * @return the moment; null if they did not come, or came before the session moved
	 */
	public @Nullable Instant presence(String sessionId, CheckInTime time) {
		Instant at = this.presences.get(sessionId);
		return time.counts(at, this.presencesFor.get(sessionId)) ? at : null;
	}

	/**
	 * Returns this agenda with its presences, and without what else it contains.
	 */
	AgendaDocument presencesOnly() {
		return new AgendaDocument(this.id, this.eventId, this.subject, this.version, null, null, null, null, List.of(),
				List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), this.presences, this.presencesFor,
				List.of(), ReadNews.NONE, Map.of(), null);
	}

	boolean hasSamePresences(AgendaDocument other) {
		return this.presences.equals(other.presences) && this.presencesFor.equals(other.presencesFor);
	}

	AgendaOwner owner() {
		return new AgendaOwner(this.eventId, this.subject, this.name);
	}

	/**
	 * Returns whether a secret opens the attendee's calendar, unless it was deleted.
	 */
	boolean hasCalendarSecret(String secret) {
		return Stream.concat(Stream.ofNullable(this.calendarSecret), this.otherCalendarSecrets.stream())
			.anyMatch((kept) -> DerivationKey.same(secret, kept));
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
	 * The attendee's decisions about a session.
	 *
	 * @param picked whether the attendee added or removed it last
	 * @param at when, by the clock of the device or of the server
	 * @param decisions the last decisions, oldest first; an earlier version of the server
	 * does not add to them
	 */
	public record Pick(boolean picked, Instant at, List<Decision> decisions) {

		public Pick {
			decisions = Lists.orEmpty(decisions);
		}

		/**
		 * Returns the last decisions, including one that an earlier version of the server
		 * stored.
		 * @return the decisions, oldest first, at least one
		 */
		public List<Decision> history() {
			return (!this.decisions.isEmpty() && this.decisions.getLast().picked() == this.picked) ? this.decisions
					: Stream.concat(this.decisions.stream(), Stream.of(Decision.undated(this.picked, this.at)))
						.toList();
		}

	}

	/**
	 * A decision about a session.
	 *
	 * @param picked whether the attendee added or removed it
	 * @param at when the server stored it
	 * @param number the version of the agenda since which it is stored; 0 if an earlier
	 * version of the server stored it
	 * @param revision the revision of the schedule that the server knew; null if an
	 * earlier version of the server stored the decision
	 * @param bulletin the number of the newest bulletin that the server knew; null for
	 * the same reason
	 * @param missed the last revision in which the session changed after the attendee
	 * added it on a device that was offline; null if there is none
	 */
	public record Decision(boolean picked, Instant at, long number, @Nullable Integer revision,
			@Nullable Integer bulletin, @Nullable Integer missed) {

		Decision numbered(long its) {
			return new Decision(this.picked, this.at, its, this.revision, this.bulletin, this.missed);
		}

		static Decision undated(boolean picked, Instant at) {
			return new Decision(picked, at, 0, null, null, null);
		}

	}

	/**
	 * The news that an attendee has read, as it is stored with the agenda.
	 *
	 * @param marks the cursors up to which the attendee has read everything, oldest first
	 * @param items the single items that the attendee has read, oldest first
	 */
	public record ReadNews(List<Mark> marks, List<Item> items) {

		static final ReadNews NONE = new ReadNews(List.of(), List.of());

		/** The number of cursors that are kept. */
		static final int MOST_MARKS = 20;

		/** The number of single items that are kept. */
		static final int MOST_ITEMS = 1000;

		public ReadNews {
			marks = Lists.orEmpty(marks);
			items = Lists.orEmpty(items);
		}

		/**
		 * A cursor up to which everything was read.
		 *
		 * @param upTo the cursor
		 * @param at when it was marked
		 */
		public record Mark(String upTo, Instant at) {
		}

		/**
		 * A single item that was read.
		 *
		 * @param id its id
		 * @param at when it was marked
		 * @param opened whether it was opened from a notification; null if not
		 */
		public record Item(String id, Instant at, @Nullable Boolean opened) {
		}

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
