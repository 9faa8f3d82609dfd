package dev.plenum.door;

import java.util.Map;
import java.util.Set;

import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Session;
import graphql.GraphQLContext;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/**
 * Checking attendees in at the door of a session, and how many have come.
 */
@Controller
class CheckInController {

	private final CrewAccess crew;

	private final CheckInDesk desk;

	private final SyncDesk sync;

	private final CheckInNews news;

	/**
	 * The batch is not cached: a subscription keeps its loaders until it ends, and would
	 * repeat its first answer forever.
	 */
	CheckInController(CrewAccess crew, CheckInDesk desk, SyncDesk sync, CheckInNews news, BatchLoaderRegistry batches) {
		this.crew = crew;
		this.desk = desk;
		this.sync = sync;
		this.news = news;
		batches.<Session, Integer>forName("checkedIn")
			.withOptions((options) -> options.setCachingEnabled(false))
			.registerMappedBatchLoader(
					(sessions, environment) -> counts(sessions, (Caller) environment.getKeyContextsList().getFirst()));
	}

	@SchemaMapping
	Mono<Integer> checkedIn(Session session, @ContextValue Caller caller, DataLoader<Session, Integer> checkedIn) {
		return (caller.subject() != null) ? Mono.fromFuture(checkedIn.load(session, caller)) : Mono.empty();
	}

	@MutationMapping
	Mono<CheckInPayload> checkIn(@Argument CheckInInput input, @ContextValue Caller caller) {
		return this.crew.crewedSession(input.sessionId(), CrewRole.DOOR, caller)
			.flatMap((session) -> this.desk.checkIn(session, input));
	}

	@MutationMapping
	Mono<UndoCheckInPayload> undoCheckIn(@Argument UndoCheckInInput input, @ContextValue Caller caller) {
		return this.crew.crewedSession(input.sessionId(), CrewRole.DOOR, caller)
			.flatMap((session) -> this.desk.undo(session, input));
	}

	@SubscriptionMapping
	Flux<Session> checkInsChanged(@Argument String sessionId, @ContextValue Caller caller, GraphQLContext context) {
		return this.news.changes(sessionId, caller, context);
	}

	private Mono<Map<Session, Integer>> counts(Set<Session> sessions, Caller caller) {
		return Flux.fromIterable(sessions)
			.filterWhen((session) -> this.crew.has(session.event(), CrewRole.DOOR, caller))
			.collectList()
			.flatMap(this.desk::counts);
	}

	@MutationMapping
	Mono<SyncCheckInsPayload> syncCheckIns(@Argument SyncCheckInsInput input, @ContextValue Caller caller) {
		return this.crew.crewedEvent(input.eventId(), CrewRole.DOOR, caller)
			.flatMap((programme) -> this.sync.sync(programme, input));
	}

	record CheckInInput(String sessionId, CheckInAttendeeInput attendee, boolean admit, @Nullable String requestId) {

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "checkIn", this.sessionId, subject);
		}

	}

	record UndoCheckInInput(String sessionId, CheckInAttendeeInput attendee, @Nullable String requestId) {

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "undoCheckIn", this.sessionId, subject);
		}

	}

}
