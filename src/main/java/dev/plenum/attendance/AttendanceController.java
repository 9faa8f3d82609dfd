package dev.plenum.attendance;

import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code attendance.graphqls}.
 */
@Controller
class AttendanceController {

	private final CrewAccess access;

	private final AttendanceLists lists;

	AttendanceController(CrewAccess access, AttendanceLists lists) {
		this.access = access;
		this.lists = lists;
	}

	@SchemaMapping
	Mono<Connection<SessionAttendee>> attendeeList(Session session, Page page,
			@Argument @Nullable AttendanceFilter filter, @ContextValue Caller caller) {
		return this.access.require(session.event(), CrewRole.DOOR, caller)
			.then(Mono.defer(() -> this.lists.page(session, filter, page)));
	}

}
