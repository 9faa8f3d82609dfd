package dev.plenum.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

	LiveController(Programmes programmes) {
		this.programmes = programmes;
	}

	@SubscriptionMapping
	Flux<PublishedChange> scheduleChanged(@Argument String eventId, @Argument @Nullable Integer after,
			@Argument @Nullable List<String> sessionIds, @ContextValue Caller caller) {
		if (sessionIds != null && sessionIds.size() > MOST_SESSIONS) {
			throw Problem.badInput("At most %d sessions.".formatted(MOST_SESSIONS), "sessionIds");
		}
		Set<String> wanted = (sessionIds != null) ? new HashSet<>(sessionIds) : Set.of();
		return this.programmes.required(eventId, caller)
			.flatMapMany((programme) -> changes(programme, after))
			.filter((change) -> sessionIds == null || wanted.contains(change.sessionId()));
	}

	private Flux<PublishedChange> changes(Programme programme, @Nullable Integer after) {
		int from = (after != null) ? after : programme.schedule().revision();
		return reached(programme, from).flatMapMany((newest) -> {
			if (!newest.schedule().remembers(from)) {
				return Flux.error(() -> ScheduleListener.resync(from, newest.schedule().revision()));
			}
			ScheduleListener listener = new ScheduleListener(from);
			return this.programmes.live(programme.id()).follow().concatMapIterable(listener::hear, 1);
		});
	}

	/**
	 * A snapshot that has reached a revision. A phone that comes from another server may
	 * be a moment ahead of this one; the database knows.
	 */
	private Mono<Programme> reached(Programme programme, int revision) {
		return (revision <= programme.schedule().revision()) ? Mono.just(programme)
				: this.programmes.live(programme.id()).reload();
	}

}
