package dev.plenum.meeting;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingOutcome.Closed;
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
 * @param news what happened to the meetings, oldest first, at most
 * {@value MeetingNews#MOST_OF_ONE} for each person
 * @param lastNews the number of the last news ever stored here; null for none
 * @param closed whether the exhibitor was removed, so that nobody can request a meeting;
 * null for no
 */
public record MeetingsDocument(@BsonId String exhibitorId, String eventId, long version, List<MeetingEntry> meetings,
		List<MeetingNews> news, @Nullable Integer lastNews, @Nullable Boolean closed) {

	/** The largest number of meetings of an exhibitor. */
	static final int MOST = 1000;

	/** The largest number of meetings that one attendee can request at an exhibitor. */
	static final int MOST_OF_ONE = 10;

	public MeetingsDocument {
		meetings = Lists.orEmpty(meetings);
		news = Lists.orEmpty(news);
	}

	static MeetingsDocument empty(String exhibitorId, String eventId) {
		return new MeetingsDocument(exhibitorId, eventId, 0, List.of(), List.of(), null, null);
	}

	/**
	 * Requests a meeting. A meeting that was requested before stays as it is.
	 */
	MeetingOutcome request(MeetingEntry wanted) {
		Optional<MeetingEntry> known = meeting(wanted.id());
		if (known.isPresent()) {
			return new Done(this, known.get());
		}
		if (isClosed()) {
			return new Closed(this);
		}
		if (wanted.wanted().stream().allMatch((time) -> time.isOver(wanted.requestedAt()))) {
			return new Late(this);
		}
		long own = this.meetings.stream()
			.filter((meeting) -> meeting.attendee().equals(wanted.attendee()) && !meeting.isFormer())
			.count();
		return (this.meetings.size() >= MOST || own >= MOST_OF_ONE) ? new Full(this, own >= MOST_OF_ONE)
				: new Done(with(Stream.concat(this.meetings.stream(), Stream.of(wanted)).toList(), wanted.attendee(),
						wanted.requestedAt()), wanted);
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
		return changed(meeting.timed(next, time, host, hostName, now), host);
	}

	/**
	 * Proposes another time, also if another one was agreed. The host stays, unless there
	 * is none.
	 */
	MeetingOutcome propose(MeetingEntry meeting, Time time, String actor, @Nullable String actorName, Instant now) {
		if (meeting.state().isHeld() && time.equals(meeting.time())) {
			return new Done(this, meeting);
		}
		if (meeting.state().isClosed()) {
			return new Conflict(this, meeting);
		}
		if (time.isOver(now) || !meeting.isOpenAt(now)) {
			return new Late(this);
		}
		boolean hosted = meeting.host() != null;
		return changed(meeting.timed(MeetingState.PROPOSED, time, hosted ? meeting.host() : actor,
				hosted ? meeting.hostName() : actorName, now), actor);
	}

	/**
	 * Gives a meeting that has a time to another host.
	 */
	MeetingOutcome reassign(MeetingEntry meeting, String host, @Nullable String hostName, String actor, Instant now) {
		Time time = meeting.time();
		if (!meeting.state().isHeld() || time == null) {
			return new Conflict(this, meeting);
		}
		if (host.equals(meeting.host())) {
			return new Done(this, meeting);
		}
		return time.isOver(now) ? new Late(this)
				: changed(meeting.timed(meeting.state(), time, host, hostName, now), actor);
	}

	/**
	 * Declines a meeting.
	 * @param actor the member of the staff who declines it
	 */
	MeetingOutcome decline(MeetingEntry meeting, @Nullable String reason, String actor, Instant now) {
		return switch (meeting.state()) {
			case DECLINED -> new Done(this, meeting);
			case REQUESTED, PROPOSED -> changed(meeting.declined(reason, now), actor);
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
			case PROPOSED -> proposed.isOver(now) ? new Late(this) : changed(meeting.agreed(now), meeting.attendee());
			case REQUESTED, DECLINED, CANCELLED -> new Conflict(this, meeting);
		};
	}

	/**
	 * Cancels a meeting. A meeting that was declined or cancelled stays as it is.
	 * @param actor the person who cancels it
	 */
	MeetingOutcome cancel(MeetingEntry meeting, MeetingSide by, @Nullable String reason, String actor, Instant now) {
		return meeting.state().isClosed() ? new Done(this, meeting)
				: changed(meeting.cancelled(by, reason, now), actor);
	}

	/**
	 * Removes a person: deletes the meetings that they requested and the news for them.
	 * Meetings that they host lose their host.
	 */
	MeetingsDocument without(String subject, Instant now) {
		if (!concerns(subject)) {
			return this;
		}
		MeetingsDocument next = with(this.meetings.stream()
			.filter((meeting) -> !meeting.attendee().equals(subject))
			.map((meeting) -> subject.equals(meeting.host()) ? meeting.withoutHost(now) : meeting)
			.toList(), subject, now);
		return new MeetingsDocument(next.exhibitorId, next.eventId, next.version, next.meetings,
				next.news.stream().filter((one) -> !subject.equals(one.subject())).toList(), next.lastNews,
				next.closed);
	}

	/**
	 * Deletes the meetings that a person requested, and the news about them for the
	 * person.
	 */
	MeetingsDocument withoutRequestsOf(String subject, Instant now) {
		Set<String> others = notRequestedBy(subject);
		boolean nothing = others.size() == this.meetings.size() && this.news.stream()
			.noneMatch((one) -> subject.equals(one.subject()) && !others.contains(one.meetingId()));
		if (nothing) {
			return this;
		}
		MeetingsDocument next = with(this.meetings.stream().filter((meeting) -> others.contains(meeting.id())).toList(),
				subject, now);
		return new MeetingsDocument(next.exhibitorId, next.eventId, next.version, next.meetings,
				next.news.stream()
					.filter((one) -> !subject.equals(one.subject()) || others.contains(one.meetingId()))
					.toList(),
				next.lastNews, next.closed);
	}

	/**
	 * Returns what belongs to a person as an attendee.
	 */
	MeetingsDocument requestedBy(String subject) {
		Set<String> others = notRequestedBy(subject);
		return new MeetingsDocument(this.exhibitorId, this.eventId, this.version,
				this.meetings.stream().filter((meeting) -> !others.contains(meeting.id())).toList(),
				this.news.stream().filter((one) -> !others.contains(one.meetingId())).toList(), this.lastNews,
				this.closed);
	}

	/**
	 * Moves the meetings that a person requested, and the news for the person, to another
	 * person.
	 */
	MeetingsDocument moved(String subject, String other) {
		return !concerns(subject) ? this
				: new MeetingsDocument(this.exhibitorId, this.eventId, this.version,
						this.meetings.stream()
							.map((meeting) -> meeting.attendee().equals(subject) ? meeting.requestedBy(other) : meeting)
							.toList(),
						MeetingNews.moved(this.news, subject, other), this.lastNews, this.closed);
	}

	/**
	 * Takes open meetings away from hosts who are not on the exhibitor's staff any more.
	 */
	MeetingsDocument hostedBy(Collection<String> staff, Instant now) {
		return changedEach((meeting) -> meeting.host() != null && !staff.contains(meeting.host()) && !meeting.isFormer()
				&& meeting.isOpenAt(now), (meeting) -> meeting.withoutHost(now), now);
	}

	/**
	 * Closes this document, since the exhibitor was removed: cancels all open meetings.
	 * @param exhibitor the name of the exhibitor
	 */
	MeetingsDocument close(String exhibitor, Instant now) {
		MeetingsDocument ended = changedEach((meeting) -> !meeting.isFormer(),
				(meeting) -> meeting.former(exhibitor, now), now);
		return (ended == this && isClosed()) ? this : ended.closed(true);
	}

	/**
	 * Opens this document again for an exhibitor that is created with the same key. The
	 * former meetings stay as they are.
	 */
	MeetingsDocument reopen() {
		return isClosed() ? closed(null) : this;
	}

	boolean isClosed() {
		return Boolean.TRUE.equals(this.closed);
	}

	private MeetingsDocument closed(@Nullable Boolean next) {
		return new MeetingsDocument(this.exhibitorId, this.eventId, this.version, this.meetings, this.news,
				this.lastNews, next);
	}

	private MeetingsDocument changedEach(Predicate<MeetingEntry> which, UnaryOperator<MeetingEntry> change,
			Instant now) {
		return this.meetings.stream().noneMatch(which) ? this : with(
				this.meetings.stream().map((meeting) -> which.test(meeting) ? change.apply(meeting) : meeting).toList(),
				null, now);
	}

	boolean concerns(String subject) {
		return this.meetings.stream().anyMatch((meeting) -> meeting.concerns(subject))
				|| this.news.stream().anyMatch((one) -> subject.equals(one.subject()));
	}

	/**
	 * The ids of the meetings that somebody else requested.
	 */
	Set<String> notRequestedBy(String subject) {
		return this.meetings.stream()
			.filter((meeting) -> !meeting.attendee().equals(subject))
			.map(MeetingEntry::id)
			.collect(Collectors.toSet());
	}

	/**
	 * The number of the last news ever stored here.
	 * @return the number; 0 for none
	 */
	public int lastNewsNumber() {
		return (this.lastNews != null) ? this.lastNews : 0;
	}

	Optional<MeetingEntry> meeting(String id) {
		return this.meetings.stream().filter((meeting) -> meeting.id().equals(id)).findFirst();
	}

	boolean isKept() {
		return this.version > 0;
	}

	MeetingsDocument kept() {
		return new MeetingsDocument(this.exhibitorId, this.eventId, this.version + 1, this.meetings, this.news,
				this.lastNews, this.closed);
	}

	private MeetingOutcome changed(MeetingEntry next, String actor) {
		return new Done(
				with(this.meetings.stream().map((meeting) -> meeting.id().equals(next.id()) ? next : meeting).toList(),
						actor, next.changedAt()),
				next);
	}

	private MeetingsDocument with(List<MeetingEntry> next, @Nullable String actor, Instant now) {
		List<MeetingNews> told = MeetingNews.after(this, next, actor, now);
		int last = told.stream().mapToInt(MeetingNews::number).max().orElse(0);
		return new MeetingsDocument(this.exhibitorId, this.eventId, this.version, next, told,
				Math.max(last, lastNewsNumber()), this.closed);
	}

}
