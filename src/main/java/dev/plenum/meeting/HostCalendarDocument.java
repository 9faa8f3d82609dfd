package dev.plenum.meeting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.meeting.Promise.Standing;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * The stored reservations of one host at an event, for all exhibitors whose staff
 * includes the host. Enforces that a host has one meeting at a time. A promise is stored
 * here before its meeting. A promise without its meeting belongs to an interrupted change
 * and is removed by the next change that it is in the way of.
 *
 * @param id its id
 * @param eventId the event
 * @param host the token subject of the host
 * @param version rises by one with each write; 0 before the first write
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
	 * Finds a promise of another meeting at the same time.
	 */
	Optional<Promise> against(Promise wanted) {
		return this.promises.stream().filter(wanted::contradicts).findFirst();
	}

	/**
	 * Adds a promise and removes void promises of the same meeting. An existing promise
	 * also gets a new version, so that a change that read it before cannot remove it.
	 * @param meeting the current meeting
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
