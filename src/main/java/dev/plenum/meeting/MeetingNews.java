package dev.plenum.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a meeting, stored for one person. The person who acted gets none. The
 * same guarded write stores the news and the change of the meeting.
 *
 * @param number increases within the document of the exhibitor's meetings, starting at 1
 * @param subject the token subject of the person whom it concerns; null if the meeting
 * has no host, so that it concerns all of the exhibitor's staff
 * @param kind what happened
 * @param meetingId the meeting, which may have been deleted since
 * @param state the state of the meeting afterwards
 * @param time the time of the meeting afterwards; null if there is none
 * @param at when it happened
 * @param unknown the fields that only a newer server knows
 */
public record MeetingNews(int number, @Nullable String subject, Kind kind, String meetingId, MeetingState state,
		@Nullable Time time, Instant at, Unknown unknown) {

	/** How many news are stored for one person in one document. */
	static final int MOST_OF_ONE = 20;

	/**
	 * Whether the news concern a person.
	 * @param person the person
	 * @param onStaff whether the person is on the exhibitor's staff
	 */
	boolean concerns(String person, boolean onStaff) {
		return (this.subject != null) ? this.subject.equals(person) : onStaff;
	}

	/**
	 * Finds out what a change of meetings means to everybody whom it concerns.
	 * @param before the meetings before the change
	 * @param next the meetings after the change
	 * @param actor the person who acted; null if it was neither the attendee nor the
	 * staff
	 * @param now the current time
	 * @return the news of the document after the change
	 */
	static List<MeetingNews> after(MeetingsDocument before, List<MeetingEntry> next, @Nullable String actor,
			Instant now) {
		Map<String, MeetingEntry> known = new LinkedHashMap<>();
		before.meetings().forEach((meeting) -> known.put(meeting.id(), meeting));
		List<MeetingNews> added = new ArrayList<>();
		for (MeetingEntry meeting : next) {
			MeetingEntry then = known.remove(meeting.id());
			if (then == null || then.revision() != meeting.revision()) {
				added.addAll(of(kind(then, meeting), then, meeting, actor, now));
			}
		}
		known.values()
			.stream()
			.filter((meeting) -> !meeting.state().isClosed())
			.forEach((meeting) -> added.addAll(of(Kind.ENDED, meeting, meeting.gone(), actor, now)));
		return limited(before, added);
	}

	private static List<MeetingNews> limited(MeetingsDocument before, List<MeetingNews> added) {
		List<MeetingNews> all = new ArrayList<>(before.news());
		int number = before.lastNewsNumber();
		for (MeetingNews one : added) {
			number++;
			all.add(new MeetingNews(number, one.subject, one.kind, one.meetingId, one.state, one.time, one.at,
					one.unknown));
		}
		return limited(all);
	}

	/**
	 * Returns the news with those for one person as news for another one.
	 */
	static List<MeetingNews> moved(List<MeetingNews> news, String subject, String other) {
		return limited(news.stream()
			.map((one) -> subject.equals(one.subject) ? new MeetingNews(one.number, other, one.kind, one.meetingId,
					one.state, one.time, one.at, one.unknown) : one)
			.toList());
	}

	private static List<MeetingNews> limited(List<MeetingNews> all) {
		Map<Optional<String>, Integer> further = new HashMap<>();
		List<MeetingNews> kept = new ArrayList<>(all.reversed()
			.stream()
			.filter((one) -> further.merge(Optional.ofNullable(one.subject), 1, Integer::sum) <= MOST_OF_ONE)
			.toList());
		Collections.reverse(kept);
		return kept;
	}

	private static Kind kind(@Nullable MeetingEntry before, MeetingEntry next) {
		if (before == null) {
			return Kind.REQUESTED;
		}
		if (next.state() == MeetingState.CANCELLED) {
			return Kind.ENDED;
		}
		if (before.host() != null && next.host() == null && next.state() != MeetingState.DECLINED) {
			return Kind.REASSIGNED;
		}
		if (before.time() == null || next.time() == null) {
			return Kind.ANSWERED;
		}
		if (!next.time().equals(before.time())) {
			return Kind.MOVED;
		}
		return Objects.equals(before.host(), next.host()) ? Kind.ANSWERED : Kind.REASSIGNED;
	}

	private static List<MeetingNews> of(Kind kind, @Nullable MeetingEntry then, MeetingEntry meeting,
			@Nullable String actor, Instant now) {
		Set<String> people = new LinkedHashSet<>();
		people.add(meeting.attendee());
		Stream.of(Optional.ofNullable(then).map(MeetingEntry::host), Optional.ofNullable(meeting.host()))
			.forEach((host) -> host.ifPresent(people::add));
		boolean forStaff = meeting.host() == null && (actor == null || actor.equals(meeting.attendee()));
		return Stream
			.concat(people.stream().filter((person) -> !person.equals(actor)).map(Optional::of),
					forStaff ? Stream.of(Optional.<String>empty()) : Stream.empty())
			.map((person) -> new MeetingNews(0, person.orElse(null), kind, meeting.id(), meeting.state(),
					meeting.time(), now, Unknown.NONE))
			.toList();
	}

	/** What happened to a meeting. */
	public enum Kind {

		/** An attendee requested it. */
		REQUESTED,

		/** One side accepted, proposed a first time, agreed or declined. */
		ANSWERED,

		/** The staff proposed another time than before. */
		MOVED,

		/** It has another host, or none any more. */
		REASSIGNED,

		/** It was cancelled. */
		ENDED

	}

}
