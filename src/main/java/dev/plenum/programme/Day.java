package dev.plenum.programme;

import java.time.LocalDate;
import java.util.List;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * One day of an event.
 *
 * @param eventId the event
 * @param date the day, in the event's timezone
 * @param topic the topic of the day; null if it has none
 * @param sessions the sessions that belong to it, by start
 */
record Day(String eventId, LocalDate date, @Nullable Text topic, List<Session> sessions) {

	public String id() {
		return id(this.eventId, this.date);
	}

	static String id(String eventId, LocalDate date) {
		return Ids.in("day", eventId, date.toString());
	}

}
