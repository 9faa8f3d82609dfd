package dev.plenum.organiser;

import dev.plenum.organiser.ChangeSchedulePayload.ChangeContradicted;
import dev.plenum.organiser.ChangeSchedulePayload.ScheduleChanged;
import dev.plenum.organiser.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.organiser.ChangeSchedulePayload.SchedulePreviewed;
import dev.plenum.organiser.PutSessionPayload.SessionPut;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates and changes sessions. A new session is two writes: what it is about, then its
 * slot in the schedule. Nobody sees it before the second write, and a repeated request
 * completes what was interrupted.
 */
@Component
class SessionDesk {

	private final EventAccess access;

	private final ProgrammeWriter writer;

	private final ScheduleDesk schedules;

	SessionDesk(EventAccess access, ProgrammeWriter writer, ScheduleDesk schedules) {
		this.access = access;
		this.writer = writer;
		this.schedules = schedules;
	}

	Mono<PutSessionPayload> put(PutSessionInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			String id = input.sessionId();
			Keys.requireExisting(input.id(), programme.session(id).isPresent(), "session");
			ProgrammeWriter.requireExpected(programme.documents().sessions().containsKey(id), input.expectedVersion());
			boolean scheduled = programme.schedule().slots().containsKey(id);
			input.check(programme, !scheduled);
			return scheduled ? change(id, input) : create(id, input, programme);
		});
	}

	private Mono<PutSessionPayload> change(String id, PutSessionInput input) {
		return this.writer.putSession(input.eventId(), id, input.expectedVersion(), input.fields()).map(SessionPut::of);
	}

	private Mono<PutSessionPayload> create(String id, PutSessionInput input, Programme programme) {
		ScheduleRequest request = input.scheduleRequest(programme);
		return this.schedules.clash(request, programme)
			.cast(PutSessionPayload.class)
			.switchIfEmpty(
					this.writer.beginSession(programme.id(), id, input.expectedVersion(), input.fields(), input::added)
						.then(Mono.defer(() -> this.schedules.change(request, programme)))
						.map((changed) -> switch (changed) {
							case ScheduleChanged done -> SessionPut.of(done.event().programme().requireSession(id));
							case ScheduleClash clash -> clash;
							case SchedulePreviewed _, ChangeContradicted _ ->
								throw new IllegalStateException("A new session is neither previewed nor undone");
						}));
	}

}
