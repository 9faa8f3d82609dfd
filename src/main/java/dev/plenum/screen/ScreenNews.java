package dev.plenum.screen;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

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
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.function.Tuple2;

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
		Caller remembered = caller.remembered();
		String reached = Resume.position(context);
		Flux<String> positions = ScreenTokens.idOf(caller.subject())
			.map((id) -> this.access.requiredEvent(eventId, remembered)
				.flatMapMany((_) -> follow(eventId).map((screens) -> position(List.of(own(screens, id))))))
			.orElseGet(() -> this.access.organisedEventEvenIfArchived(eventId, remembered)
				.flatMapMany((_) -> follow(eventId).map((screens) -> position(screens.values()))));
		return Broadcast.resumable(context, news(positions, reached), (position) -> position)
			.concatMap((_) -> this.access.requiredEvent(eventId, remembered)
				.doOnNext((programme) -> requireOrganiserOrScreen(programme.event(), remembered))
				.map((programme) -> programme.event()), 1);
	}

	private Flux<Map<String, ScreenDocument>> follow(String eventId) {
		return this.snapshots.of(eventId).readAndFollow();
	}

	private static Flux<String> news(Flux<String> positions, @Nullable String reached) {
		return positions.distinctUntilChanged()
			.index()
			.filter((change) -> change.getT1() > 0 || reached != null && !reached.equals(change.getT2()))
			.map(Tuple2::getT2);
	}

	private static ScreenDocument own(Map<String, ScreenDocument> screens, String id) {
		ScreenDocument own = screens.get(id);
		if (own == null) {
			throw Problem.of(ErrorCode.UNAUTHENTICATED, "This screen was revoked. Pair it again.");
		}
		return own;
	}

	private static void requireOrganiserOrScreen(Event event, Caller caller) {
		if (ScreenTokens.idOf(caller.subject()).isEmpty()) {
			event.requireOrganisedBy(caller);
		}
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
