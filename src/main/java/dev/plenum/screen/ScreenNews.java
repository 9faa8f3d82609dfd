package dev.plenum.screen;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.plenum.platform.Sha256;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import graphql.GraphQLContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * What changes in the screens of events whose screens or organisers subscribe.
 */
@Component
class ScreenNews {

	private static final int POSITION_BYTES = 10;

	private final Snapshots<Map<String, ScreenDocument>> snapshots;

	private final EventAccess access;

	ScreenNews(Screens screens, Memory memory, EventAccess access) {
		this.snapshots = memory.perEvent((eventId) -> screens.ofEvent(eventId).collectMap(ScreenDocument::id))
			.kept(Screens.COLLECTION, ScreenDocument.class, ScreenNews::with, ScreenNews::without);
		this.access = access;
	}

	/**
	 * The changes of an event's screens for an organiser, and of one screen for itself.
	 * @return the event after each change, without end; the error UNAUTHENTICATED when
	 * the screen is revoked, and FORBIDDEN when the caller no longer organises the event
	 */
	Flux<Event> changes(String eventId, Caller caller, GraphQLContext context) {
		return ScreenTokens.idOf(caller.holder())
			.map((id) -> changesOf(id, eventId, caller, context))
			.orElseGet(() -> this.access.changesWhileOrganised(eventId, caller, context,
					positions(eventId, context, Map::values)));
	}

	private Flux<Event> changesOf(String screenId, String eventId, Caller caller, GraphQLContext context) {
		Mono<Programme> permitted = this.access.requiredEvent(eventId, caller.remembered());
		return Broadcast
			.resumable(context,
					permitted.thenMany(positions(eventId, context, (screens) -> List.of(own(screens, screenId)))),
					Function.identity())
			.concatMap((_) -> permitted.map(Programme::event), 1);
	}

	private Flux<String> positions(String eventId, GraphQLContext context,
			Function<Map<String, ScreenDocument>, Collection<ScreenDocument>> shown) {
		return Flux.defer(
				() -> Resume.news(this.snapshots.of(eventId).readAndFollow().map(shown.andThen(ScreenNews::position)),
						Resume.position(context)));
	}

	private static ScreenDocument own(Map<String, ScreenDocument> screens, String id) {
		ScreenDocument own = screens.get(id);
		if (own == null) {
			throw Problem.of(ErrorCode.UNAUTHENTICATED, "This screen was revoked. Pair it again.");
		}
		return own;
	}

	/** The same on all servers. */
	private static String position(Collection<ScreenDocument> screens) {
		String shown = screens.stream()
			.sorted(Comparator.comparing(ScreenDocument::id))
			.map((screen) -> screen.id() + screen.version())
			.toList()
			.toString();
		return HexFormat.of().formatHex(Sha256.of(shown), 0, POSITION_BYTES);
	}

	private static Map<String, ScreenDocument> with(Map<String, ScreenDocument> known, ScreenDocument document) {
		ScreenDocument other = known.get(document.id());
		if (!document.isPaired() || other != null && other.version() >= document.version()) {
			return known;
		}
		Map<String, ScreenDocument> copy = new HashMap<>(known);
		copy.put(document.id(), document);
		return Map.copyOf(copy);
	}

	private static Map<String, ScreenDocument> without(Map<String, ScreenDocument> known, String id) {
		Map<String, ScreenDocument> copy = new HashMap<>(known);
		copy.remove(id);
		return Map.copyOf(copy);
	}

}
