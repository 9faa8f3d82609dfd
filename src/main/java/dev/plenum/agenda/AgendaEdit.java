package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.agenda.AgendaDocument.Pick;
import dev.plenum.agenda.AgendaDocument.ReadNews;
import dev.plenum.announcement.EventPosition;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.seating.CheckInTime;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One change of an agenda, as one guarded write. A repeated edit does not meet its own
 * guard and changes nothing.
 *
 * @param guard what must be true of the agenda; if the edit opens agendas, it names no
 * field by equality
 * @param fields what to change
 * @param opens whether the edit creates the agenda if there is none
 */
record AgendaEdit(Bson guard, Fields fields, boolean opens) {

	/** The number of appointments that an agenda can have. */
	static final int MOST_APPOINTMENTS = 200;

	private static final int LONGEST_NOTE = 2000;

	/** The number of requests that an agenda remembers. */
	static final int MOST_REQUESTS = 100;

	private static final String APPOINTMENT_COUNT = "appointmentCount";

	static final String TAKES_PART_SINCE = "takesPartSince";

	/**
	 * Writes the attendee's note on a session.
	 * @param text the note; null removes it
	 */
	static AgendaEdit sessionNote(String sessionId, @Nullable String text) {
		Fields fields = new Fields().set("notes." + sessionId, text);
		return new AgendaEdit(fields.differ(), fields.now("notedAt." + sessionId), true);
	}

	/**
	 * Writes the attendee's note on a session, unless the stored one was written or
	 * removed at that time or later.
	 * @param text the note; null removes it
	 * @param at when the attendee wrote it
	 */
	static AgendaEdit sessionNote(String sessionId, @Nullable String text, Instant at) {
		String notedAt = "notedAt." + sessionId;
		return new AgendaEdit(Filters.not(Filters.gte(notedAt, at)),
				new Fields().set("notes." + sessionId, text).set(notedAt, at), true);
	}

	/**
	 * Checks the field {@code text} of the input of a note.
	 * @param text the note
	 * @return the note; null if there is nothing in it
	 * @throws Problem with {@code BAD_INPUT} if it is too long
	 */
	static @Nullable String checkedNote(@Nullable String text) {
		if (text != null && text.length() > LONGEST_NOTE) {
			throw Problem.badInput("Write at most %d characters.".formatted(LONGEST_NOTE), "input", "text");
		}
		return (text != null && !text.isBlank()) ? text : null;
	}

	/**
	 * Writes the attendee's note on an exhibitor.
	 * @param text the note; null removes it
	 */
	static AgendaEdit exhibitorNote(String exhibitorId, @Nullable String text) {
		Fields fields = new Fields().set("exhibitorNotes." + exhibitorId, text);
		return new AgendaEdit(fields.differ(), fields, true);
	}

	static AgendaEdit favourite(String exhibitorId, Instant at) {
		String path = "favourites." + exhibitorId;
		return new AgendaEdit(Filters.exists(path, false), new Fields().set(path, at), true);
	}

	static AgendaEdit unfavourite(String exhibitorId) {
		String path = "favourites." + exhibitorId;
		return new AgendaEdit(Filters.exists(path), new Fields().set(path, null), false);
	}

	/**
	 * Returns the edit of an attendee who takes part in the event by it.
	 * @param now the current time
	 */
	AgendaEdit takingPart(Instant now) {
		return new AgendaEdit(this.guard, this.fields.earliest(TAKES_PART_SINCE, now), this.opens);
	}

	/**
	 * Creates an appointment, unless it exists or the agenda has too many.
	 */
	static AgendaEdit newAppointment(String id, AppointmentEntry appointment) {
		String path = "appointments." + id;
		Bson isNew = Filters.and(Filters.exists(path, false),
				Filters.not(Filters.gte(APPOINTMENT_COUNT, MOST_APPOINTMENTS)));
		return new AgendaEdit(isNew, new Fields().set(path, appointment).raise(APPOINTMENT_COUNT, 1), true);
	}

	/**
	 * Changes an existing appointment.
	 * @param input what to change
	 * @param now the current time
	 */
	static AgendaEdit changedAppointment(String id, PutAppointmentInput input, Instant now) {
		String path = "appointments." + id + '.';
		Fields fields = new Fields().set(path + "title", input.title())
			.set(path + "startsAt", input.startsAt().toInstant())
			.set(path + "endsAt", input.endsAt().toInstant())
			.input(path + "place", input.place())
			.input(path + "note", input.note());
		Bson differs = Filters.and(Filters.exists("appointments." + id), fields.differ());
		return new AgendaEdit(differs, fields.raise(path + "revision", 1).along(path + "changedAt", now), false);
	}

	static AgendaEdit removedAppointment(String id) {
		String path = "appointments." + id;
		return new AgendaEdit(Filters.exists(path), new Fields().set(path, null).raise(APPOINTMENT_COUNT, -1), false);
	}

	/**
	 * Records that the attendee came to a session in which they have no seat. The
	 * earliest time stays, unless the session has moved since. A check-in that was made
	 * before another one was undone changes nothing.
	 * @param at when they came
	 * @param time the time of the session
	 */
	static AgendaEdit presence(String sessionId, Instant at, CheckInTime time) {
		String path = "presences." + sessionId;
		String madeFor = "presencesFor." + sessionId;
		Bson counts = Filters.or(Filters.and(Filters.exists(path), Filters.exists(madeFor, false)),
				Filters.eq(madeFor, time.startsAt()),
				Filters.and(Filters.gte(path, time.opensAt()), Filters.lt(path, time.closesAt())));
		Bson earliest = Filters.or(Filters.nor(counts), Filters.gt(path, at));
		return new AgendaEdit(Filters.and(earliest, Filters.not(Filters.gte(undone(sessionId), at))),
				new Fields().set(path, at).set(madeFor, time.startsAt()), false);
	}

	/**
	 * Records that the attendee has not come to a session without seats after all.
	 * @param at the current time
	 */
	static AgendaEdit absence(String sessionId, Instant at) {
		String path = "presences." + sessionId;
		return new AgendaEdit(Filters.exists(path),
				new Fields().set(path, null).set("presencesFor." + sessionId, null).along(undone(sessionId), at),
				false);
	}

	private static String undone(String sessionId) {
		return "presencesUndone." + sessionId;
	}

	/**
	 * Marks news as read.
	 * @param upTo the cursor up to which everything is read; null for none
	 * @param ids the ids of single items
	 */
	static AgendaEdit readNews(@Nullable String upTo, List<String> ids, boolean opened, Instant at) {
		Fields fields = new Fields();
		if (upTo != null) {
			fields.append("newsRead.marks", new ReadNews.Mark(upTo, at), ReadNews.MOST_MARKS);
		}
		if (!ids.isEmpty()) {
			fields.appendAll("newsRead.items",
					ids.stream().map((id) -> new ReadNews.Item(id, at, opened ? true : null)).toList(),
					ReadNews.MOST_ITEMS);
		}
		return new AgendaEdit(Filters.empty(), fields, true);
	}

	/**
	 * Changes nothing but the memory of requests: for a request that found everything as
	 * it asked.
	 */
	static AgendaEdit remembering(String request) {
		return new AgendaEdit(Filters.ne(Documents.REQUESTS, request),
				new Fields().append(Documents.REQUESTS, request, MOST_REQUESTS), true);
	}

	/**
	 * Applies this edit unless the agenda remembers the request, and remembers it in the
	 * same write.
	 * @param request the key of the request
	 */
	AgendaEdit once(String request) {
		return new AgendaEdit(Filters.and(this.guard, Filters.ne(Documents.REQUESTS, request)),
				this.fields.append(Documents.REQUESTS, request, MOST_REQUESTS), this.opens);
	}

	/**
	 * Sessions that an attendee adds and removes at one moment.
	 *
	 * @param sessions whether each session is added or removed, by session id
	 * @param decidedAt when the attendee decided on a device that was offline; null if
	 * the attendee decides now
	 * @param now the current time
	 * @param schedule the schedule as this server knows it
	 * @param position how far this server knows the event
	 */
	record Picking(Map<String, Boolean> sessions, @Nullable Instant decidedAt, Instant now, Schedule schedule,
			EventPosition position) {

		/** The number of decisions that an agenda keeps of each session. */
		static final int MOST_DECISIONS = 20;

		/**
		 * Returns what to store. A decision that changes nothing is left out, and so is
		 * one that the attendee took back later: of two decisions at the same instant,
		 * the one that adds the session counts.
		 * @param agenda the agenda as it is stored
		 */
		Fields fields(AgendaDocument agenda) {
			Fields fields = new Fields();
			this.sessions.forEach((id, picked) -> add(fields, id, picked, agenda));
			return fields.earliest(TAKES_PART_SINCE, this.now);
		}

		private void add(Fields fields, String sessionId, boolean picked, AgendaDocument agenda) {
			Pick known = agenda.picks().get(sessionId);
			if (!counts(known, picked)) {
				return;
			}
			String path = "picks." + sessionId;
			fields.set(path + ".at", moment());
			if (known != null && known.picked() == picked) {
				return;
			}
			Decision decision = new Decision(picked, this.now, agenda.version() + 1, this.position.revision(),
					this.position.bulletin(), picked ? missed(sessionId) : null);
			fields.set(path + ".picked", picked)
				.appendAll(path + ".decisions", Stream.concat(unlisted(known), Stream.of(decision)).toList(),
						MOST_DECISIONS);
		}

		private boolean counts(@Nullable Pick known, boolean picked) {
			if (known == null) {
				return true;
			}
			if (this.decidedAt == null) {
				return known.picked() != picked;
			}
			int later = this.decidedAt.compareTo(known.at());
			return later > 0 || later == 0 && picked && !known.picked();
		}

		private Instant moment() {
			return (this.decidedAt != null) ? this.decidedAt : this.now;
		}

		/**
		 * Finds the last change of a session that the attendee could not know when they
		 * added it.
		 */
		private @Nullable Integer missed(String sessionId) {
			Instant known = this.decidedAt;
			if (known == null) {
				return null;
			}
			return this.schedule.changes()
				.reversed()
				.stream()
				.filter((change) -> change.sessionId().equals(sessionId) && change.at().isAfter(known)
						&& !change.kinds().equals(List.of(ScheduleChangeKind.ADDED)))
				.findFirst()
				.map(ScheduleChange::revision)
				.orElse(null);
		}

		/** Returns the decision that an earlier version of the server stored. */
		private static Stream<Decision> unlisted(@Nullable Pick known) {
			return (known != null) ? known.history().stream().skip(known.decisions().size()) : Stream.empty();
		}

	}

}
