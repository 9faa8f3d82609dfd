package dev.plenum.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingOutcome.Conflict;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.meeting.MeetingOutcome.Full;
import dev.plenum.meeting.MeetingOutcome.Late;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The stored meetings of one exhibitor, and the rules for their states. The rule that a
 * host has one meeting at a time belongs to {@link HostCalendarDocument}.
 *
 * @param exhibitorId the exhibitor
 * @param eventId the event
 * @param version rises by one with each write; 0 before the first write
 * @param meetings the meetings in the order of their requests
 */
public record MeetingsDocument(@BsonId String exhibitorId, String eventId, long version, List<MeetingEntry> meetings) {

	/** The largest number of meetings of an exhibitor. */
	static final int MOST = 1000;

	/** The largest number of meetings that one attendee can request at an exhibitor. */
	static final int MOST_OF_ONE = 10;

	public MeetingsDocument {
		meetings = Lists.orEmpty(meetings);
	}

	static MeetingsDocument empty(String exhibitorId, String eventId) {
		return new MeetingsDocument(exhibitorId, eventId, 0, List.of());
	}

	/**
	 * Requests a meeting. A meeting that was requested before stays as it is.
	 */
	MeetingOutcome request(MeetingEntry wanted) {
		Optional<MeetingEntry> known = meeting(wanted.id());
		if (known.isPresent()) {
			return new Done(this, known.get());
		}
		if (wanted.wanted().stream().allMatch((time) -> time.isOver(wanted.requestedAt()))) {
			return new Late(this);
		}
		long own = this.meetings.stream().filter((meeting) -> meeting.attendee().equals(wanted.attendee())).count();
		return (this.meetings.size() >= MOST || own >= MOST_OF_ONE) ? new Full(this, own >= MOST_OF_ONE)
				: new Done(with(Stream.concat(this.meetings.stream(), Stream.of(wanted)).toList()), wanted);
	}

	/**
	 * Assigns a host and a time: accepts a time that the attendee wants, or proposes
	 * another one. The host's calendar must reserve the time before this is stored.
	 */
	MeetingOutcome host(MeetingEntry meeting, MeetingState next, Time time, String host, @Nullable String hostName,
			Instant now) {
		if (meeting.state() == next && host.equals(meeting.host()) && time.equals(meeting.time())) {
			return new Done(this, meeting);
		}
		if (meeting.state() != MeetingState.REQUESTED && meeting.state() != MeetingState.PROPOSED) {
			return new Conflict(this, meeting);
		}
		if (time.isOver(now)) {
			return new Late(this);
		}
		return changed(meeting.timed(next, time, host, hostName, now));
	}

	/**
	 * Declines a meeting.
	 */
	MeetingOutcome decline(MeetingEntry meeting, @Nullable String reason, Instant now) {
		return switch (meeting.state()) {
			case DECLINED -> new Done(this, meeting);
			case REQUESTED, PROPOSED -> changed(meeting.declined(reason, now));
			case ACCEPTED, CANCELLED -> new Conflict(this, meeting);
		};
	}

	/**
	 * Agrees to a proposed time.
	 * @param proposed the proposed time that the attendee saw
	 */
	MeetingOutcome agree(MeetingEntry meeting, Time proposed, Instant now) {
		if (!proposed.equals(meeting.time())) {
			return new Conflict(this, meeting);
		}
		return switch (meeting.state()) {
			case ACCEPTED -> new Done(this, meeting);
			case PROPOSED -> proposed.isOver(now) ? new Late(this) : changed(meeting.agreed(now));
			case REQUESTED, DECLINED, CANCELLED -> new Conflict(this, meeting);
		};
	}

	/**
	 * Cancels a meeting. A meeting that was declined or cancelled stays as it is.
	 */
	MeetingOutcome cancel(MeetingEntry meeting, MeetingSide by, @Nullable String reason, Instant now) {
		return meeting.state().isClosed() ? new Done(this, meeting) : changed(meeting.cancelled(by, reason, now));
	}

	/**
	 * Removes a person: deletes the meetings that they requested, and cancels those that
	 * they host.
	 */
	MeetingsDocument without(String subject, Instant now) {
		if (this.meetings.stream().noneMatch((meeting) -> meeting.concerns(subject))) {
			return this;
		}
		return with(this.meetings.stream().filter((meeting) -> !meeting.attendee().equals(subject)).map((meeting) -> {
			if (!subject.equals(meeting.host())) {
				return meeting;
			}
			return (meeting.state().isHeld() ? meeting.cancelled(MeetingSide.EXHIBITOR, null, now) : meeting)
				.withoutHost(now);
		}).toList());
	}

	Optional<MeetingEntry> meeting(String id) {
		return this.meetings.stream().filter((meeting) -> meeting.id().equals(id)).findFirst();
	}

	boolean isKept() {
		return this.version > 0;
	}

	MeetingsDocument kept() {
		return new MeetingsDocument(this.exhibitorId, this.eventId, this.version + 1, this.meetings);
	}

	private MeetingOutcome changed(MeetingEntry next) {
		return new Done(
				with(this.meetings.stream().map((meeting) -> meeting.id().equals(next.id()) ? next : meeting).toList()),
				next);
	}

	private MeetingsDocument with(List<MeetingEntry> next) {
		return new MeetingsDocument(this.exhibitorId, this.eventId, this.version, next);
	}

}
