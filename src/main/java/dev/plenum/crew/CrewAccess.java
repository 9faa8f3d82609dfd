package dev.plenum.crew;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Decides what the crew of an event may do. An organiser and an administrator may do it
 * too. A crew role is in effect until the event is over; after that it is as if it had
 * never been given.
 *
 * <p>
 * The methods {@code crewed…} fail with {@link ErrorCode#UNAUTHENTICATED},
 * {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#FORBIDDEN} or the refusal
 * {@link dev.plenum.programme.EventClosed} if the event is archived.
 */
@Component
public class CrewAccess {

	/** How soon the end of an event ends a subscription of its crew. */
	private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(30);

	private final EventAccess access;

	private final Programmes programmes;

	private final Crews crews;

	private final InstantSource clock;

	CrewAccess(EventAccess access, Programmes programmes, Crews crews, InstantSource clock) {
		this.access = access;
		this.programmes = programmes;
		this.crews = crews;
		this.clock = clock;
	}

	/**
	 * Returns an event in which the caller has a role.
	 * @param eventId any id
	 * @param role the role
	 * @param caller the caller
	 * @return the newest snapshot, or a failure as the class describes
	 */
	public Mono<Programme> crewedEvent(String eventId, CrewRole role, Caller caller) {
		return crewed(this.access.requiredEvent(eventId, caller), role, caller);
	}

	/**
	 * Returns a session, which may be removed, of an event in which the caller has a
	 * role.
	 * @param sessionId any id
	 * @param role the role
	 * @param caller the caller
	 * @return the session, or a failure as the class describes
	 */
	public Mono<Session> crewedSession(String sessionId, CrewRole role, Caller caller) {
		return crewed(this.access.requiredEventContaining(sessionId, caller), role, caller)
			.map((programme) -> programme.requireSession(sessionId));
	}

	private Mono<Programme> crewed(Mono<Programme> required, CrewRole role, Caller caller) {
		return Mono.fromCallable(caller::requireHolder)
			.then(required)
			.delayUntil((programme) -> require(programme.event(), role, caller))
			.doOnNext((programme) -> programme.event().requireNotArchived());
	}

	/**
	 * Returns whether the caller organises an event or has a role in it.
	 * @param event the event
	 * @param role the role
	 * @param caller the caller
	 * @return whether the caller may do what the role allows
	 */
	public Mono<Boolean> has(Event event, CrewRole role, Caller caller) {
		return event.isOrganisedBy(caller) ? Mono.just(true)
				: held(event, caller).map((crew) -> crew.heldBy(caller.in(event.id()).holder())
					.anyMatch((entry) -> entry.getValue().role() == role));
	}

	/**
	 * Rejects everybody but the organisers of an event and those who have a role in it. A
	 * field that calls this is nullable in the schema.
	 * @param event the event
	 * @param role the role
	 * @param caller the caller
	 * @return completes if the caller may; otherwise {@link ErrorCode#UNAUTHENTICATED} or
	 * {@link ErrorCode#FORBIDDEN}
	 */
	public Mono<Void> require(Event event, CrewRole role, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(Mono.defer(() -> has(event, role, caller)))
			.filter((has) -> has)
			.switchIfEmpty(Mono.error(() -> forbidden(role)))
			.then();
	}

	/**
	 * Returns the sessions for which the caller has a role.
	 * @param event the event
	 * @param role the role
	 * @param caller the caller
	 * @return the ids of the sessions that their roles name
	 */
	public Mono<Set<String>> sessions(Event event, CrewRole role, Caller caller) {
		return held(event, caller).map((crew) -> crew.heldBy(caller.in(event.id()).holder())
			.filter((entry) -> entry.getValue().role() == role)
			.flatMap((entry) -> entry.getValue().sessionIds().stream())
			.collect(Collectors.toSet()));
	}

	/**
	 * Ends a subscription when the caller's role ends.
	 * @param eventId the event
	 * @param role the role
	 * @param caller the caller
	 * @param source what the caller subscribes to
	 * @param <T> the type of its elements
	 * @return the same elements; fails as the class describes once the role was revoked
	 * or the event is over
	 */
	public <T> Flux<T> whileCrewed(String eventId, CrewRole role, Caller caller, Flux<T> source) {
		Caller remembered = caller.remembered();
		Flux<?> changes = Flux
			.merge(this.crews.of(eventId).follow(), this.programmes.live(eventId).follow(),
					Flux.interval(BETWEEN_CHECKS))
			.onBackpressureLatest();
		Mono<Void> end = changes.concatMap((_) -> crewedEvent(eventId, role, remembered), 1).then();
		return crewedEvent(eventId, role, caller).thenMany(source.takeUntilOther(end));
	}

	/**
	 * The crew whose roles are in effect: nobody once the event is over.
	 */
	Mono<CrewDocument> held(Event event, Caller caller) {
		boolean over = event.programme().isReadOnlyAt(this.clock.instant());
		return (caller.in(event.id()).holder() == null || over) ? Mono.just(CrewDocument.none(event.id()))
				: this.crews.of(event.id()).get();
	}

	/**
	 * The error for a caller who has no such role.
	 * @param role the role
	 * @return the error
	 */
	public static Problem forbidden(CrewRole role) {
		return Problem.of(ErrorCode.FORBIDDEN,
				"Only the organisers and the %s of this event may do this.".formatted(role.people()));
	}

}
