package dev.plenum.organiser.schedule;

import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Mutations of sessions and of their slots in the schedule.
 */
@Controller
class ScheduleController {

	private final EventAccess access;

	private final CrewAccess crew;

	private final SessionDesk sessions;

	private final ScheduleDesk schedules;

	ScheduleController(EventAccess access, CrewAccess crew, SessionDesk sessions, ScheduleDesk schedules) {
		this.access = access;
		this.crew = crew;
		this.sessions = sessions;
		this.schedules = schedules;
	}

	@MutationMapping
	Mono<PutSessionPayload> putSession(@Argument PutSessionInput input, @ContextValue Caller caller) {
		return this.sessions.put(input, caller);
	}

	@MutationMapping
	Mono<ChangeSchedulePayload> changeSchedule(@Argument ChangeScheduleInput input, @ContextValue Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.schedules.change(input.request(), programme));
	}

	@MutationMapping
	Mono<ChangeSchedulePayload> undoScheduleChange(@Argument UndoScheduleChangeInput input,
			@ContextValue Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.schedules.change(input.request(), programme));
	}

	@MutationMapping
	Mono<ChangeSchedulePayload> delaySessions(@Argument DelaySessionsInput input, @ContextValue Caller caller) {
		boolean forced = Boolean.TRUE.equals(input.force());
		return (forced ? this.access.organisedEvent(input.eventId(), caller)
				: this.crew.crewedEvent(input.eventId(), CrewRole.STAGE, caller))
			.flatMap((programme) -> {
				ScheduleRequest request = input.request(programme, caller.requireSubject());
				return this.schedules
					.change(programme.event().isOrganisedBy(caller) ? request : request.withoutHidden(), programme);
			});
	}

	record UndoScheduleChangeInput(String eventId, int revision, @Nullable Integer expectedRevision,
			@Nullable String note, @Nullable Boolean force, @Nullable Boolean dryRun) {

		ScheduleRequest request() {
			return new ScheduleRequest((schedule, rules, terms) -> schedule.undo(this.revision, rules, terms),
					(schedule) -> schedule.changesThatUndo(this.revision),
					ScheduleOptions.of(this.expectedRevision, null, this.note, this.force, this.dryRun), null,
					(invalid) -> Problem.badInput(invalid.message(), "input", invalid.field()));
		}

	}

}
