package dev.plenum.screen;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
		Caller remembered = caller.remembered();
		Optional<String> screen = ScreenTokens.idOf(caller.holder());
		Mono<Programme> permitted = screen.isPresent() ? this.access.requiredEvent(eventId, remembered)
				: this.access.organisedEventEvenIfArchived(eventId, remembered);
		Flux<Map<String, ScreenDocument>> followed = permitted
			.flatMapMany((_) -> this.snapshots.of(eventId).readAndFollow());
		Flux<String> positions = (screen.isPresent() ? followed
				: this.access.whileOrganised(eventId, remembered, followed))
			.map((screens) -> position(screen.<Collection<ScreenDocument>>map((id) -> List.of(own(screens, id)))
				.orElseGet(screens::values)));
		return Broadcast.resumable(context, Resume.news(positions, Resume.position(context)), (position) -> position)
			.concatMap((_) -> permitted.map(Programme::event), 1);
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
