package dev.plenum.programme;

import reactor.core.publisher.Mono;

/**
 * Decides who may have a seat at a session. The feature that knows the participants
 * implements this, since it depends on events itself.
 */
public interface Admission {

	/**
	 * Checks whether a person may have a seat at a session: whether the event's
	 * {@link Event#admission()} admits the person, and whether the person's ticket has
	 * one of the {@link Session#ticketTypes()}.
	 * @param session the session
	 * @param subject the subject of the person's token
	 * @return why the person may not have a seat; empty if the person may
	 */
	Mono<NotEntitled> refusal(Session session, String subject);

}
