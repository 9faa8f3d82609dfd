package dev.plenum.participant;

/**
 * An account has entered the code of a ticket. From then on what the ticket had in its
 * event belongs to the account.
 *
 * @param eventId the event of the ticket
 * @param ticket the subject of the ticket's tokens
 * @param account the subject of the account
 */
public record Link(String eventId, String ticket, String account) {
}
