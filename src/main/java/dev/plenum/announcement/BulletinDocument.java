package dev.plenum.announcement;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.Ids;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored bulletin: one numbered step of an announcement, or the end of a session. It
 * never changes. Its audience is fixed when it is numbered, so that all servers agree on
 * it whatever changes later.
 *
 * @param id its id, made from the event and the number
 * @param eventId the id of its event
 * @param version always 1
 * @param number the number in the event, starting at 1, without gaps
 * @param kind what has happened
 * @param subjectId the id of the announcement or the session
 * @param subjectVersion the version of the announcement; 0 for a session
 * @param sessionIds the sessions whose attendees it is for; null if it is for everybody
 * @param seated whether it is only for attendees who have a seat at one of the sessions
 * @param at when it happened
 * @param forEverybody those of the sessions that were in every attendee's agenda; of
 * sessions that have ended, only those about which everybody is asked; null if it is not
 * known
 */
public record BulletinDocument(@BsonId String id, String eventId, long version, int number, BulletinKind kind,
		String subjectId, long subjectVersion, @Nullable List<String> sessionIds, boolean seated, Instant at,
		@Nullable List<String> forEverybody) {

	private static final String ID_PREFIX = "bul";

	static String id(String eventId, int number) {
		return Ids.in(ID_PREFIX, eventId, Integer.toString(number));
	}

}
