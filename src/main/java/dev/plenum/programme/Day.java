package dev.plenum.programme;

import java.time.LocalDate;
import java.util.List;

import dev.plenum.platform.graphql.Text;
import org.jspecify.annotations.Nullable;

/**
 * One day of an event.
 *
 * @param date the day, in the event's timezone
 * @param topic what the day is about; null if it has no topic of its own
 * @param sessions the sessions that start on it, by start
 */
public record Day(LocalDate date, @Nullable Text topic, List<Session> sessions) {

}
