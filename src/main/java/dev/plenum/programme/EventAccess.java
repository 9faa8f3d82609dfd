package dev.plenum.programme;

import java.time.InstantSource;
import java.util.function.Function;

import dev.plenum.platform.Ids;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import graphql.GraphQLContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Decides which events a caller may see and which ones they may change. The first word of
 * a method is what the caller needs:
 * <ul>
 * <li>{@code visible}: to see the event; empty if there is no such event or if the caller
 * may not see it.
 * <li>{@code required}: to see the event; otherwise the problem
 * {@link ErrorCode#NOT_FOUND}.
 * <li>{@code attended}: to change their own data in it. Fails with
 * {@link ErrorCode#UNAUTHENTICATED}, {@link ErrorCode#NOT_FOUND} or the refusal
 * {@link EventClosed} if the event is over or archived.
 * <li>{@code joined}: to add something of their own to it. Fails as above, and with the
 * refusal {@link NotAdmitted} if the event is for participants and the caller is none.
 * <li>{@code organised}: to change the event. Fails with
 * {@link ErrorCode#UNAUTHENTICATED}, {@link ErrorCode#NOT_FOUND},
 * {@link ErrorCode#FORBIDDEN} or the refusal {@link EventClosed} if the event is
 * archived.
 * </ul>
 * A draft is visible to its organisers and to administrators only. A caller whose token
 * is bound to another event is anonymous.
 */
@Component
public class EventAccess {

	private final Programmes programmes;

	private final Admission admission;

	private final InstantSource clock;

	EventAccess(Programmes programmes, Admission admission, InstantSource clock) {
		this.programmes = programmes;
		this.admission = admission;
		this.clock = clock;
	}

	/**
	 * Finds an event that the caller may see.
	 * @param eventId any id
	 * @param caller the caller
	 * @return the newest snapshot; empty if there is no such event, or if the caller may
	 * not see it
	 */
	public Mono<Programme> visibleEvent(String eventId, Caller caller) {
		return this.programmes.directory()
			.filter((events) -> events.isVisible(eventId, caller))
			.flatMap((events) -> this.programmes.live(eventId).get())
			.filter((programme) -> programme.event().isVisibleTo(caller));
	}

	/**
	 * Finds an event that the caller may see.
	 * @param slug any slug, or an alias that leads to the newest published event that has
	 * it
	 * @param caller the caller
	 * @return the newest snapshot; empty if there is no such event, or if the caller may
	 * not see it
	 */
	public Mono<Programme> visibleEventBySlug(String slug, Caller caller) {
		return visibleEvent(Ids.event(slug), caller)
			.switchIfEmpty(this.programmes.byAlias(slug).flatMap((event) -> visibleEvent(event.id(), caller)));
	}

	/**
	 * Finds the event that something belongs to, if the caller may see it.
	 * @param id the id of an event or of anything in one, which need not exist
	 * @param caller the caller
	 * @return the newest snapshot; empty if there is no such event, or if the caller may
	 * not see it
	 */
	public Mono<Programme> visibleEventContaining(String id, Caller caller) {
		return Mono.justOrEmpty(Ids.eventOf(id)).flatMap((eventId) -> visibleEvent(eventId, caller));
	}

	/**
	 * Returns an event that the caller may see.
	 * @param eventId any id
	 * @param caller the caller
	 * @return the newest snapshot, or the problem {@link ErrorCode#NOT_FOUND}
	 */
	public Mono<Programme> requiredEvent(String eventId, Caller caller) {
		return visibleEvent(eventId, caller).switchIfEmpty(Mono.error(() -> noEvent(eventId)));
	}

	/**
	 * Returns a session, which may be removed, of an event that the caller may see.
	 * @param sessionId any id
	 * @param caller the caller
	 * @return the session, or the problem {@link ErrorCode#NOT_FOUND}
	 */
	public Mono<Session> requiredSession(String sessionId, Caller caller) {
		return requiredEventContaining(sessionId, caller).map((programme) -> programme.requireSession(sessionId));
	}

	/**
	 * Returns an event in which the caller can change their own data.
	 * @param eventId any id
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> attendedEvent(String eventId, Caller caller) {
		return attendedEventContaining(eventId, caller).doOnNext((programme) -> requireExactly(programme, eventId));
	}

	/**
	 * Returns the event that something belongs to, if the caller can change their own
	 * data in it.
	 * @param id the id of an event or of anything in one, which need not exist
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> attendedEventContaining(String id, Caller caller) {
		return Mono.fromCallable(() -> in(id, caller).requireSubject())
			.then(requiredEventContaining(id, caller))
			.doOnNext((programme) -> programme.event().requireOpenAt(this.clock.instant()));
	}

	/**
	 * Returns a session, which may be removed, of an event in which the caller can change
	 * their own data.
	 * @param sessionId any id
	 * @param caller the caller
	 * @return the session, or a failure as the class describes
	 */
	public Mono<Session> attendedSession(String sessionId, Caller caller) {
		return attendedEventContaining(sessionId, caller).map((programme) -> programme.requireSession(sessionId));
	}

	/**
	 * Returns an event in which the caller takes part.
	 * @param eventId any id
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> joinedEvent(String eventId, Caller caller) {
		return attendedEvent(eventId, caller).delayUntil((programme) -> requireAdmitted(programme, caller));
	}

	/**
	 * Returns the event that something belongs to, if the caller takes part in it.
	 * @param id the id of an event or of anything in one, which need not exist
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> joinedEventContaining(String id, Caller caller) {
		return attendedEventContaining(id, caller).delayUntil((programme) -> requireAdmitted(programme, caller));
	}

	/**
	 * Returns a session, which may be removed, of an event in which the caller takes
	 * part.
	 * @param sessionId any id
	 * @param caller the caller
	 * @return the session, or a failure as the class describes
	 */
	public Mono<Session> joinedSession(String sessionId, Caller caller) {
		return joinedEventContaining(sessionId, caller).map((programme) -> programme.requireSession(sessionId));
	}

	private Mono<Void> requireAdmitted(Programme programme, Caller caller) {
		return this.admission.require(programme.event(), caller.requireSubject());
	}

	/**
	 * Returns an event that the caller organises and can change.
	 * @param eventId any id
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> organisedEvent(String eventId, Caller caller) {
		return organisedEventEvenIfArchived(eventId, caller)
			.doOnNext((programme) -> programme.event().requireNotArchived());
	}

	/**
	 * Returns an event that the caller organises and can change.
	 * @param slug any slug or alias
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> organisedEventBySlug(String slug, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(visibleEventBySlug(slug, caller))
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s'.".formatted(slug))))
			.flatMap((programme) -> organisedEvent(programme.id(), caller));
	}

	/**
	 * Returns an event that the caller organises, also if it is archived.
	 * @param eventId any id
	 * @param caller the caller
	 * @return the newest snapshot, or a problem as the class describes; never the refusal
	 * {@link EventClosed}
	 */
	public Mono<Programme> organisedEventEvenIfArchived(String eventId, Caller caller) {
		return organisedContaining(eventId, caller).doOnNext((programme) -> requireExactly(programme, eventId));
	}

	/**
	 * A subscription to something that only organisers see, also if the event is
	 * archived. It ends when its subscriber no longer organises the event.
	 * @param eventId any id
	 * @param caller the subscriber
	 * @param context the context of the subscription's execution
	 * @param positions the position after each change, without end; subscribed to only if
	 * the caller organises the event
	 * @return the event after each change, without end; fails as
	 * {@link #organisedEventEvenIfArchived} does, at once or later
	 */
	public Flux<Event> changesWhileOrganised(String eventId, Caller caller, GraphQLContext context,
			Flux<String> positions) {
		Mono<Programme> organised = organisedEventEvenIfArchived(eventId, caller.remembered());
		Mono<Void> end = Flux.defer(() -> this.programmes.live(eventId).follow())
			.onBackpressureLatest()
			.concatMap((_) -> organised, 1)
			.then();
		return Broadcast.resumable(context, organised.thenMany(positions.takeUntilOther(end)), Function.identity())
			.concatMap((_) -> organised.map(Programme::event), 1);
	}

	/**
	 * Returns an event that the caller organises, also if its deletion was interrupted.
	 * @param eventId any id
	 * @param caller the caller
	 * @return the newest snapshot, or a problem as the class describes; never the refusal
	 * {@link EventClosed}
	 */
	public Mono<Programme> organisedEventToDelete(String eventId, Caller caller) {
		return Mono.fromCallable(() -> in(eventId, caller).requireHolder())
			.then(this.programmes.directory())
			.filter((events) -> events.isVisible(eventId, caller))
			.flatMap((events) -> this.programmes.live(eventId).get())
			.filter((programme) -> programme.event().isVisibleTo(caller) || programme.event().isBeingDeleted())
			.switchIfEmpty(Mono.error(() -> noEvent(eventId)))
			.doOnNext((programme) -> programme.event().requireOrganisedBy(caller));
	}

	/**
	 * Returns the event that something belongs to, if the caller organises it and can
	 * change it.
	 * @param id the id of an event or of anything in one, which need not exist
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> organisedEventContaining(String id, Caller caller) {
		return organisedContaining(id, caller).doOnNext((programme) -> programme.event().requireNotArchived());
	}

	/**
	 * Returns a session, which may be removed, of an event that the caller organises and
	 * can change.
	 * @param sessionId any id
	 * @param caller the caller
	 * @return the session, or a failure as the class describes
	 */
	public Mono<Session> organisedSession(String sessionId, Caller caller) {
		return organisedEventContaining(sessionId, caller).map((programme) -> programme.requireSession(sessionId));
	}

	private Mono<Programme> organisedContaining(String id, Caller caller) {
		return Mono.fromCallable(() -> in(id, caller).requireHolder())
			.then(requiredEventContaining(id, caller))
			.doOnNext((programme) -> programme.event().requireOrganisedBy(caller));
	}

	/**
	 * Returns the event that something belongs to, if the caller may see it.
	 * @param id the id of an event or of anything in one, which need not exist
	 * @param caller the caller
	 * @return the newest snapshot, or the problem {@link ErrorCode#NOT_FOUND}
	 */
	public Mono<Programme> requiredEventContaining(String id, Caller caller) {
		return visibleEventContaining(id, caller)
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND, "There is no '%s'.".formatted(id))));
	}

	/**
	 * The caller in the event of something. A caller who is bound to another event is
	 * anonymous there.
	 */
	private static Caller in(String id, Caller caller) {
		return caller.in(Ids.eventOf(id).orElse(""));
	}

	private static void requireExactly(Programme programme, String eventId) {
		if (!programme.id().equals(eventId)) {
			throw noEvent(eventId);
		}
	}

	private static Problem noEvent(String eventId) {
		return Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s'.".formatted(eventId));
	}

}
