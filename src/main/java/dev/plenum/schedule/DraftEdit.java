package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * An edit as a draft stores it.
 *
 * @param kind what it does
 * @param sessionId the session
 * @param startsAt the new start of a move; null to keep it
 * @param endsAt the new end of a move; null to keep it
 * @param roomIds the new rooms of a move; null to keep them
 * @param speakers the new speakers; null unless it sets them
 * @param unknown the fields that this version of the server does not know
 */
public record DraftEdit(Kind kind, String sessionId, @Nullable Instant startsAt, @Nullable Instant endsAt,
		@Nullable List<String> roomIds, @Nullable List<SpeakerRef> speakers, Unknown unknown) {

	/**
	 * Creates the edit to store.
	 * @param edit an edit of a session that is in the schedule
	 * @return the edit
	 */
	public static DraftEdit of(ScheduleEdit edit) {
		return switch (edit) {
			case ScheduleEdit.Move move -> new DraftEdit(Kind.MOVE, move.sessionId(), move.startsAt(), move.endsAt(),
					move.roomIds(), null, Unknown.NONE);
			case ScheduleEdit.SetSpeakers set ->
				new DraftEdit(Kind.SPEAKERS, set.sessionId(), null, null, null, set.speakers(), Unknown.NONE);
			case ScheduleEdit.Cancel cancel -> of(Kind.CANCEL, cancel.sessionId());
			case ScheduleEdit.Reinstate reinstate -> of(Kind.REINSTATE, reinstate.sessionId());
			case ScheduleEdit.Remove remove -> of(Kind.REMOVE, remove.sessionId());
			case ScheduleEdit.Add _, ScheduleEdit.Hide _, ScheduleEdit.Show _ ->
				throw new IllegalArgumentException("A draft adds no sessions: " + edit);
		};
	}

	private static DraftEdit of(Kind kind, String sessionId) {
		return new DraftEdit(kind, sessionId, null, null, null, null, Unknown.NONE);
	}

	ScheduleEdit edit() {
		return switch (this.kind) {
			case MOVE -> new ScheduleEdit.Move(this.sessionId, this.startsAt, this.endsAt, this.roomIds);
			case CANCEL -> new ScheduleEdit.Cancel(this.sessionId);
			case REINSTATE -> new ScheduleEdit.Reinstate(this.sessionId);
			case SPEAKERS ->
				new ScheduleEdit.SetSpeakers(this.sessionId, Objects.requireNonNullElse(this.speakers, List.of()));
			case REMOVE -> new ScheduleEdit.Remove(this.sessionId);
		};
	}

	/** What an edit does. */
	public enum Kind {

		/** Changes the time or the rooms. */
		MOVE,

		/** Cancels the session. */
		CANCEL,

		/** Makes a cancelled session take place again. */
		REINSTATE,

		/** Sets the speakers. */
		SPEAKERS,

		/** Removes the session. */
		REMOVE

	}

}
