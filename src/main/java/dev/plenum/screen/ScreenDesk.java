package dev.plenum.screen;

import java.util.Comparator;
import java.util.List;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Lists, changes and revokes the paired screens of an event for its organisers.
 */
@Component
class ScreenDesk {

	private final EventAccess access;

	private final Screens screens;

	private final ScreenTokens tokens;

	ScreenDesk(EventAccess access, Screens screens, ScreenTokens tokens) {
		this.access = access;
		this.screens = screens;
		this.tokens = tokens;
	}

	/**
	 * Returns the paired screens of an event in the order in which they were paired.
	 */
	Mono<List<Screen>> of(Programme programme) {
		return this.screens.ofEvent(programme.id())
			.map((document) -> new Screen(programme, document))
			.sort(Comparator.comparing(Screen::pairedAt).thenComparing(Screen::id))
			.collectList();
	}

	Mono<Screen> update(UpdateScreenInput input, Caller caller) {
		return this.access.organisedEventContaining(input.screenId(), caller)
			.flatMap((programme) -> this.screens.newest(input.screenId())
				.filter(ScreenDocument::isPaired)
				.switchIfEmpty(Mono.error(() -> unknown(input.screenId())))
				.flatMap((known) -> this.screens.change(input.screenId(), input.expectedVersion(),
						input.contentOf(new Screen(programme, known)).checkedIn(programme)))
				.switchIfEmpty(Mono.error(() -> new Refused(new Outdated(programme.event()))))
				.map((document) -> new Screen(programme, document)));
	}

	/**
	 * Revokes a screen: it cannot renew its token, and its subscriptions end.
	 */
	Mono<Event> revoke(String screenId, Caller caller) {
		return this.access.organisedEventContaining(screenId, caller)
			.flatMap((programme) -> this.screens.remove(screenId)
				.then(this.tokens.revoke(screenId))
				.thenReturn(programme.event()));
	}

	private static Problem unknown(String id) {
		return Problem.of(ErrorCode.NOT_FOUND, "There is no screen '%s'.".formatted(id));
	}

}
