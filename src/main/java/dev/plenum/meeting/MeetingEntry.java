package dev.plenum.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * A stored meeting.
 *
 * @param id its id
 * @param attendee the token subject of the attendee
 * @param name the name that the attendee gave
 * @param message the attendee's note; null if there is none
 * @param wanted the times that the attendee wants
 * @param state the state
 * @param time the agreed or proposed time; null until the staff give a time
 * @param host the token subject of the host; null until the staff give a time
 * @param hostName the name in the host's token; null if it contains none
 * @param reason the note of the side that declined or cancelled the meeting; null if
 * there is none
 * @param cancelledBy the side that cancelled the meeting; null if it is not cancelled
 * @param requestedAt when it was requested
 * @param changedAt when it last changed
 * @param revision how often it was changed
 * @param formerExhibitor the name of its exhibitor, which was removed; null while the
 * exhibitor exists
 * @param unknown the fields that only a newer server knows
 */
public record MeetingEntry(String id, String attendee, String name, @Nullable String message, List<Time> wanted,
		MeetingState state, @Nullable Time time, @Nullable String host, @Nullable String hostName,
		@Nullable String reason, @Nullable MeetingSide cancelledBy, Instant requestedAt, Instant changedAt,
		int revision, @Nullable String formerExhibitor, Unknown unknown) {

	public MeetingEntry {
		wanted = Lists.orEmpty(wanted);
	}

	static MeetingEntry requested(String id, String attendee, String name, @Nullable String message, List<Time> wanted,
			Instant now) {
		return new MeetingEntry(id, attendee, name, message, wanted, MeetingState.REQUESTED, null, null, null, null,
				null, now, now, 0, null, Unknown.NONE);
	}

	MeetingEntry requestedBy(String other) {
		return new MeetingEntry(this.id, other, this.name, this.message, this.wanted, this.state, this.time, this.host,
				this.hostName, this.reason, this.cancelledBy, this.requestedAt, this.changedAt, this.revision,
				this.formerExhibitor, this.unknown);
	}

	MeetingEntry timed(MeetingState next, Time at, @Nullable String hostSubject, @Nullable String hostCalled,
			Instant now) {
		return next(next, at, hostSubject, hostCalled, null, null, now);
	}

	MeetingEntry agreed(Instant now) {
		return next(MeetingState.ACCEPTED, this.time, this.host, this.hostName, null, null, now);
	}

	MeetingEntry declined(@Nullable String why, Instant now) {
		return next(MeetingState.DECLINED, null, null, null, why, null, now);
	}

	MeetingEntry cancelled(@Nullable MeetingSide by, @Nullable String why, Instant now) {
		return next(MeetingState.CANCELLED, this.time, this.host, this.hostName, why, by, now);
	}

	private MeetingEntry next(MeetingState next, @Nullable Time at, @Nullable String hostSubject,
			@Nullable String hostCalled, @Nullable String why, @Nullable MeetingSide by, Instant now) {
		return new MeetingEntry(this.id, this.attendee, this.name, this.message, this.wanted, next, at, hostSubject,
				hostCalled, why, by, this.requestedAt, now, this.revision + 1, this.formerExhibitor, this.unknown);
	}

	/**
	 * The meeting of an exhibitor that was removed. An open meeting is cancelled.
	 * @param exhibitor the name of the exhibitor
	 */
	MeetingEntry former(String exhibitor, Instant now) {
		MeetingEntry ended = isOpenAt(now) ? cancelled(null, null, now) : this;
		return new MeetingEntry(ended.id, ended.attendee, ended.name, ended.message, ended.wanted, ended.state,
				ended.time, ended.host, ended.hostName, ended.reason, ended.cancelledBy, ended.requestedAt,
				ended.changedAt, ended.revision, exhibitor, ended.unknown);
	}

	/**
	 * Whether its exhibitor was removed. An exhibitor that is created again with the same
	 * key does not have it.
	 */
	boolean isFormer() {
		return this.formerExhibitor != null;
	}

	/**
	 * Returns whether a person whom it concerns sees it without being on the exhibitor's
	 * staff.
	 */
	boolean isOwnOf(@Nullable String subject) {
		return this.attendee.equals(subject) || isFormer();
	}

	/**
	 * Whether it can still change: it is neither declined nor cancelled, and has not
	 * taken place.
	 */
	boolean isOpenAt(Instant moment) {
		return !this.state.isClosed()
				&& (this.state != MeetingState.ACCEPTED || this.time == null || !this.time.isOver(moment));
	}

	/**
	 * The version of the public schema.
	 * @return a number that starts at 1 and rises by one with each change
	 */
	int version() {
		return this.revision + 1;
	}

	/**
	 * The last report of a meeting that was deleted together with the attendee's data.
	 */
	MeetingEntry gone() {
		return cancelled(MeetingSide.ATTENDEE, null, this.changedAt);
	}

	/**
	 * The meeting without its host. A proposed time needs its host, so that the staff
	 * must answer again; an agreed time stays agreed.
	 */
	MeetingEntry withoutHost(Instant now) {
		return (this.state == MeetingState.PROPOSED) ? next(MeetingState.REQUESTED, null, null, null, null, null, now)
				: next(this.state, this.time, null, null, this.reason, this.cancelledBy, now);
	}

	/**
	 * Whether it reserves a time of a host.
	 */
	boolean isHeldBy(String hostSubject, Time at) {
		return this.state.isHeld() && hostSubject.equals(this.host) && at.equals(this.time);
	}

	/**
	 * Whether a person requested or hosts the meeting.
	 * @param subject the person
	 * @return true for the attendee and the host
	 */
	boolean concerns(String subject) {
		return concerns(subject, true);
	}

	/**
	 * Whether a person requested the meeting, or hosts it.
	 * @param subject the person
	 * @param hosting whether meetings that the person hosts count
	 * @return true for the attendee and, if they count, the host
	 */
	boolean concerns(String subject, boolean hosting) {
		return this.attendee.equals(subject) || hosting && subject.equals(this.host);
	}

	/**
	 * The time of a meeting.
	 *
	 * @param startsAt when it starts
	 * @param endsAt when it ends, after it starts
	 * @param unknown the fields that only a newer server knows
	 */
	public record Time(Instant startsAt, Instant endsAt, Unknown unknown) {

		Time(Instant startsAt, Instant endsAt) {
			this(startsAt, endsAt, Unknown.NONE);
		}

		boolean overlaps(Time other) {
			return this.startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(this.endsAt);
		}

		boolean isOver(Instant moment) {
			return !this.endsAt.isAfter(moment);
		}

		boolean isLongerThan(Duration most) {
			return Duration.between(this.startsAt, this.endsAt).compareTo(most) > 0;
		}

	}

}
