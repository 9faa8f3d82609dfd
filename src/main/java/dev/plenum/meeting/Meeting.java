package dev.plenum.meeting;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * A meeting for its two sides. The schema describes each property.
 *
 * @param programme the event that it belongs to
 * @param exhibitorId the exhibitor
 * @param entry the stored meeting
 */
public record Meeting(Programme programme, String exhibitorId, MeetingEntry entry) {

	public String id() {
		return this.entry.id();
	}

	public Event event() {
		return this.programme.event();
	}

	public int version() {
		return this.entry.version();
	}

	public String name() {
		return this.entry.name();
	}

	public @Nullable String note() {
		return this.entry.message();
	}

	public List<MeetingTime> wantedTimes() {
		return this.entry.wanted().stream().map((time) -> new MeetingTime(this.programme, time)).toList();
	}

	public MeetingState meetingState() {
		return this.entry.state();
	}

	public @Nullable MeetingTime time() {
		return (this.entry.time() != null) ? new MeetingTime(this.programme, this.entry.time()) : null;
	}

	public @Nullable String hostName() {
		return this.entry.hostName();
	}

	public boolean hostless() {
		return this.entry.state() == MeetingState.ACCEPTED && this.entry.host() == null;
	}

	public @Nullable String closingNote() {
		return this.entry.reason();
	}

	public @Nullable MeetingSide cancelledBy() {
		return (this.entry.state() == MeetingState.CANCELLED && this.entry.cancelledBy() == null
				&& this.entry.isFormer()) ? MeetingSide.ORGANISER : this.entry.cancelledBy();
	}

	public OffsetDateTime requestedAt() {
		return this.programme.at(this.entry.requestedAt());
	}

	public OffsetDateTime changedAt() {
		return this.programme.at(this.entry.changedAt());
	}

	/**
	 * Whether the meeting was cancelled after it had a time.
	 * @return true if calendars that contain the meeting must show it as cancelled
	 */
	public boolean calledOff() {
		return this.entry.state() == MeetingState.CANCELLED && this.entry.time() != null;
	}

	/**
	 * The name of the exhibitor that was removed.
	 * @return the name; null while the exhibitor exists
	 */
	public @Nullable String formerExhibitor() {
		return this.entry.formerExhibitor();
	}

	/**
	 * Whether the meeting takes place.
	 * @return true if both sides agreed and neither cancelled it
	 */
	public boolean takesPlace() {
		return this.entry.state() == MeetingState.ACCEPTED;
	}

	/**
	 * The last report of a meeting to somebody who does not take part any more, since the
	 * attendee deleted their data or since the meeting has another host.
	 * @param subject the person
	 * @return the meeting, cancelled for this person
	 */
	public Meeting goneFor(String subject) {
		MeetingSide by = this.entry.attendee().equals(subject) ? MeetingSide.ATTENDEE : null;
		return new Meeting(this.programme, this.exhibitorId, this.entry.cancelled(by, null, this.entry.changedAt()));
	}

	/**
	 * The time of a meeting for readers.
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
