package dev.plenum.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Listening to a schedule.
 */
@Controller
class LiveController {

	private static final int MOST_SESSIONS = 500;

	private final Programmes programmes;

	private final ScheduleChanges changes;

	private final PersonalProgramme personal;

	LiveController(Programmes programmes, ScheduleChanges changes, PersonalProgramme personal) {
		this.programmes = programmes;
		this.changes = changes;
		this.personal = personal;
	}

	@SubscriptionMapping
	Flux<PublishedChange> scheduleChanged(@Argument String eventId, @Argument @Nullable Integer after,
			@Argument @Nullable List<String> sessionIds, @Argument @Nullable Boolean onlyMine,
			@ContextValue Caller caller) {
		if (sessionIds != null && sessionIds.size() > MOST_SESSIONS) {
			throw Problem.badInput("At most %d sessions.".formatted(MOST_SESSIONS), "sessionIds");
		}
		Set<String> wanted = (sessionIds != null) ? new HashSet<>(sessionIds) : Set.of();
		UnaryOperator<Flux<PublishedChange>> mine = Boolean.TRUE.equals(onlyMine) ? mine(eventId, caller)
				: UnaryOperator.identity();
		return this.programmes.required(eventId, caller)
			.flatMapMany((programme) -> this.changes.of(programme, after))
			.filter((change) -> sessionIds == null || wanted.contains(change.sessionId()))
			.transform(mine);
	}

	private UnaryOperator<Flux<PublishedChange>> mine(String eventId, Caller caller) {
		String subject = caller.requireSubject();
		return (changes) -> this.personal.only(changes, eventId, subject);
	}

}
