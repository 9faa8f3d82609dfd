package dev.plenum.organiser;

import dev.plenum.organiser.ChangeSchedulePayload.ScheduleChanged;
import dev.plenum.organiser.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.organiser.ChangeSchedulePayload.ScheduleConflict;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Changes of the schedule.
 */
@Controller
class ScheduleController {

	private final EventAccess access;

	private final ScheduleDesk desk;

	ScheduleController(EventAccess access, ScheduleDesk desk) {
		this.access = access;
		this.desk = desk;
	}

	@MutationMapping
	Mono<ChangeSchedulePayload> changeSchedule(@Argument ChangeScheduleInput input, @ContextValue Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.desk.grant(input.wish(), programme))
			.map((answer) -> payload(answer, input));
	}

	private static ChangeSchedulePayload payload(ScheduleAnswer answer, ChangeScheduleInput input) {
		return switch (answer) {
			case ScheduleAnswer.Done done -> ScheduleChanged.of(done);
			case ScheduleAnswer.Clashes clashes -> ScheduleClash.of(clashes);
			case ScheduleAnswer.Conflict conflict -> new ScheduleConflict(conflict.programme().event());
			case ScheduleAnswer.Refused refused -> throw input.problem(refused.fault());
		};
	}

}
