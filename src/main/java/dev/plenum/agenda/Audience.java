package dev.plenum.agenda;

/**
 * The number of attendees whom some sessions concern.
 *
 * @param people all of them, each counted once
 * @param inAgenda those whose stored agenda contains at least one of the sessions
 * @param withSeat those who have a seat at one of the sessions
 * @param waiting those who are on the waiting list of one of the sessions
 */
public record Audience(int people, int inAgenda, int withSeat, int waiting) {
}
