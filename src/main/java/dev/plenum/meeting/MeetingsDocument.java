package dev.plenum.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
 * The meetings of one exhibitor, and the rules for them: each goes its way from being
 * asked for to its end, whoever acts at the same moment. That nobody of the staff is
 * promised twice at once is the rule of {@link HostCalendarDocument}.
 *
 * @param exhibitorId the exhibitor
 * @param eventId the event
 * @param version rises with every write; 0 while nothing is kept
 * @param meetings the meetings in the order in which they were asked for
 */
public record MeetingsDocument(@BsonId String exhibitorId, String eventId, long version, List<MeetingEntry> meetings) {

	/** How many meetings are kept for an exhibitor. */
	static final int MOST = 1000;

	/** How many of them one attendee can have asked for. */
	static final int MOST_OF_ONE = 10;

	public MeetingsDocument {
		meetings = Lists.orEmpty(meetings);
	}

	static MeetingsDocument empty(String exhibitorId, String eventId) {
		return new MeetingsDocument(exhibitorId, eventId, 0, List.of());
	}

	/**
	 * An attendee asks for a meeting; asked for again it stays as it is.
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
		return (this.meetings.size() >= MOST || own >= MOST_OF_ONE) ? new Full(this)
				: new Done(with(Stream.concat(this.meetings.stream(), Stream.of(wanted)).toList()), wanted);
	}

	/**
	 * Somebody of the staff takes it upon themselves: at a time that the attendee wants,
	 * or by proposing another one, which is kept free for it. Their calendar is asked
	 * before this is kept.
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
	 * The staff say no.
	 */
	MeetingOutcome decline(MeetingEntry meeting, @Nullable String reason, Instant now) {
		return switch (meeting.state()) {
			case DECLINED -> new Done(this, meeting);
			case REQUESTED, PROPOSED -> changed(meeting.declined(reason, now));
			case ACCEPTED, CANCELLED -> new Conflict(this, meeting);
		};
	}

	/**
	 * The attendee takes the time that the staff have proposed.
	 * @param proposed the time that the attendee was shown
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
	 * One of the two calls it off; what is over already stays as it is.
	 */
	MeetingOutcome cancel(MeetingEntry meeting, MeetingSide by, @Nullable String reason, Instant now) {
		return meeting.state().isClosed() ? new Done(this, meeting) : changed(meeting.cancelled(by, reason, now));
	}

	/**
	 * Somebody leaves: what they asked for is gone, and what they were to come to is
	 * called off.
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
		Predicate<MeetingEntry> isSame = (meeting) -> meeting.id().equals(next.id());
		return new Done(with(this.meetings.stream().map((meeting) -> isSame.test(meeting) ? next : meeting).toList()),
				next);
	}

	private MeetingsDocument with(List<MeetingEntry> next) {
		return new MeetingsDocument(this.exhibitorId, this.eventId, this.version, next);
	}

}
