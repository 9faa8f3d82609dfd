package dev.plenum.programme;

import java.util.Collection;
import java.util.Map;

import dev.plenum.platform.graphql.Refused;
import reactor.core.publisher.Mono;

/**
 * Decides who takes part in an event and who may have a seat at a session. The feature
 * that knows the participants implements this, since it depends on events itself.
 */
public interface Admission {

	/**
	 * Checks whether a person takes part in an event, as its {@link Event#admission()}
	 * demands it.
	 * @param event the event
	 * @param subject the subject of the person's token
	 * @return why the person does not take part; empty if the person does
	 */
	Mono<NotAdmitted> refusal(Event event, String subject);

	/**
	 * Checks whether a person may have a seat at a session: whether the event's
	 * {@link Event#admission()} admits the person, and whether the person's ticket has
	 * one of the {@link Session#ticketTypes()}.
	 * @param session the session
	 * @param subject the subject of the person's token
	 * @return why the person may not have a seat; empty if the person may
	 */
	Mono<NotEntitled> refusal(Session session, String subject);

	/**
	 * Finds what the tickets of people are good for at a session.
	 * @param session the session
	 * @param subjects the subjects of their tokens
	 * @return what each of them may have
	 */
	Mono<Map<String, Entitlement>> entitlements(Session session, Collection<String> subjects);

	/**
	 * Whether a person takes part in an event.
	 * @param event the event
	 * @param subject the subject of the person's token
	 * @return whether {@link #refusal(Event, String)} is empty
	 */
	default Mono<Boolean> admits(Event event, String subject) {
		return refusal(event, subject).hasElement().map((refused) -> !refused);
	}

	/**
	 * Whether a person may have a seat at a session.
	 * @param session the session
	 * @param subject the subject of the person's token
	 * @return whether {@link #refusal(Session, String)} is empty
	 */
	default Mono<Boolean> admits(Session session, String subject) {
		return refusal(session, subject).hasElement().map((refused) -> !refused);
	}

	/**
	 * Refuses a person who does not take part in an event.
	 * @param event the event
	 * @param subject the subject of the person's token
	 * @return completes if the person takes part; otherwise the refusal
	 * {@link NotAdmitted}
	 */
	default Mono<Void> require(Event event, String subject) {
		return refusal(event, subject).flatMap((refusal) -> Mono.error(() -> new Refused(refusal)));
	}

	/**
	 * Refuses a person who may not have a seat at a session.
	 * @param session the session
	 * @param subject the subject of the person's token
	 * @return completes if the person may; otherwise the refusal {@link NotEntitled}
	 */
	default Mono<Void> require(Session session, String subject) {
		return refusal(session, subject).flatMap((refusal) -> Mono.error(() -> new Refused(refusal)));
	}

}
