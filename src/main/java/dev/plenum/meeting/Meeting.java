package dev.plenum.meeting;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as it is shown to the two who meet; the schema describes each property.
 *
 * @param programme the event that it belongs to
 * @param exhibitorId the exhibitor
 * @param entry the meeting as it is kept
 */
public record Meeting(Programme programme, String exhibitorId, MeetingEntry entry) {

	public String id() {
		return this.entry.id();
	}

	public String name() {
		return this.entry.name();
	}

	public @Nullable String message() {
		return this.entry.message();
	}

	public List<MeetingTime> wantedTimes() {
		return this.entry.wanted().stream().map((time) -> new MeetingTime(this.programme, time)).toList();
	}

	public MeetingState state() {
		return this.entry.state();
	}

	public @Nullable MeetingTime time() {
		return (this.entry.time() != null) ? new MeetingTime(this.programme, this.entry.time()) : null;
	}

	public @Nullable String hostName() {
		return this.entry.hostName();
	}

	public @Nullable String reason() {
		return this.entry.reason();
	}

	public @Nullable MeetingSide cancelledBy() {
		return this.entry.cancelledBy();
	}

	public OffsetDateTime requestedAt() {
		return this.programme.at(this.entry.requestedAt());
	}

	public OffsetDateTime changedAt() {
		return this.programme.at(this.entry.changedAt());
	}

	/**
	 * Whether both have agreed and neither has called it off.
	 * @return whether it takes place
	 */
	public boolean takesPlace() {
		return this.entry.state() == MeetingState.ACCEPTED;
	}

	/**
	 * The meeting as it is told last, once the attendee has left with it.
	 * @return the meeting, called off by the attendee
	 */
	public Meeting gone() {
		return new Meeting(this.programme, this.exhibitorId, this.entry.gone());
	}

	/**
	 * From when until when, as it is shown.
	 */
	record MeetingTime(Programme programme, Time time) {

		public OffsetDateTime startsAt() {
			return this.programme.at(this.time.startsAt());
		}

		public OffsetDateTime endsAt() {
			return this.programme.at(this.time.endsAt());
		}

	}

}
