package dev.plenum.agenda;

import java.util.Objects;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * The mutation that checks attendees in at the door of a session.
 */
@Controller
class CheckInController {

	private final EventAccess access;

	private final CheckInDesk desk;

	CheckInController(EventAccess access, CheckInDesk desk) {
		this.access = access;
		this.desk = desk;
	}

	@MutationMapping
	Mono<CheckInPayload> checkIn(@Argument CheckInInput input, @ContextValue Caller caller) {
		return this.access.organisedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.checkIn(session, input.attendee().code()));
	}

	record CheckInInput(String sessionId, CheckInAttendeeInput attendee) {
	}

	/**
	 * One way of naming an attendee. Other ways can be added beside the code.
	 */
	record CheckInAttendeeInput(@Nullable String agendaCode) {

		String code() {
			return Objects.requireNonNull(this.agendaCode);
		}

	}

}
