package dev.plenum.meeting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.meeting.Promise.Standing;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What somebody of the staff is promised for at an event, by all the exhibitors that they
 * speak for, and the rule for it: no two meetings at once. A time is promised here before
 * the meeting says it, so each meeting that keeps somebody busy has its promise; a
 * promise that its meeting does not know was not kept, and is taken back by whoever
 * stumbles upon it.
 *
 * @param id its id
 * @param eventId the event
 * @param host the subject of whose calendar it is
 * @param version rises with every write; 0 while nothing is kept
 * @param promises the promises
 */
public record HostCalendarDocument(@BsonId String id, String eventId, String host, long version,
		List<Promise> promises) {

	private static final String ID_PREFIX = "hcl";

	public HostCalendarDocument {
		promises = Lists.orEmpty(promises);
	}

	static String id(String eventId, String host) {
		return Ids.in(ID_PREFIX, eventId, host);
	}

	static HostCalendarDocument empty(String eventId, String host) {
		return new HostCalendarDocument(id(eventId, host), eventId, host, 0, List.of());
	}

	/**
	 * What stands against a promise.
	 */
	Optional<Promise> against(Promise wanted) {
		return this.promises.stream().filter(wanted::contradicts).findFirst();
	}

	/**
	 * Promises a time. Promised again it is a new version all the same, so that nobody
	 * who has looked before takes it back.
	 * @param meeting the meeting as it is; what was once promised for it and has become
	 * void is left out
	 */
	HostCalendarDocument with(Promise wanted, MeetingEntry meeting) {
		return next(
				Stream.concat(
						this.promises.stream()
							.filter((promise) -> !promise.isOfTheSame(wanted))
							.filter((promise) -> !promise.meetingId().equals(meeting.id())
									|| promise.standing(Optional.of(meeting), this.host) != Standing.VOID),
						Stream.of(wanted)));
	}

	HostCalendarDocument without(Promise broken) {
		return next(this.promises.stream().filter((promise) -> !promise.equals(broken)));
	}

	private HostCalendarDocument next(Stream<Promise> next) {
		return new HostCalendarDocument(this.id, this.eventId, this.host, this.version + 1, next.toList());
	}

}
