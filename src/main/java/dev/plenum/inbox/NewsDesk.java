package dev.plenum.inbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import dev.plenum.agenda.AgendaOwner;
import dev.plenum.agenda.LiveAgendas;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Marks items of the callers' own inboxes as read.
 */
@Component
class NewsDesk {

	private static final int MOST_IDS = 100;

	private final EventAccess access;

	private final Inboxes inboxes;

	private final LiveAgendas agendas;

	private final InstantSource clock;

	NewsDesk(EventAccess access, Inboxes inboxes, LiveAgendas agendas, InstantSource clock) {
		this.access = access;
		this.inboxes = inboxes;
		this.agendas = agendas;
		this.clock = clock;
	}

	/**
	 * Marks items that are not read yet. Also possible when the event is over.
	 */
	Mono<NewsMarkedRead> mark(MarkNewsReadInput input, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(this.access.requiredEvent(input.eventId(), caller))
			.flatMap((programme) -> {
				input.check();
				programme.event().requireNotArchived();
				return this.inboxes.of(programme, caller).flatMap((known) -> mark(input, known, caller, programme));
			});
	}

	private Mono<NewsMarkedRead> mark(MarkNewsReadInput input, Known known, Caller caller, Programme programme) {
		NewsCursor upTo = (input.upTo() != null) ? NewsCursor.parse(input.upTo(), "input", "upTo") : null;
		Set<String> ids = (input.ids() != null) ? Set.copyOf(input.ids()) : Set.of();
		NewsRead read = known.read();
		List<NewsItem> items = new Inbox(known).items()
			.filter((item) -> (upTo != null) ? upTo.isPast(item.entry()) : ids.contains(item.id()))
			.toList();
		List<NewsItem> unread = items.stream()
			.filter((item) -> read.at(item.entry(), item.id()) == null || input.isOpened() && !item.opened())
			.toList();
		if (unread.isEmpty() && (upTo == null || read.includes(upTo))) {
			return Mono.just(new NewsMarkedRead(programme.event(), first(items)));
		}
		Instant now = this.clock.instant();
		return this.agendas
			.markNewsRead(AgendaOwner.of(programme.id(), caller), input.upTo(),
					(upTo != null) ? List.of() : unread.stream().map(NewsItem::id).toList(), input.isOpened(), now)
			.map(known::with)
			.map((after) -> new NewsMarkedRead(programme.event(),
					first(items.stream().map((item) -> new NewsItem(after, item.entry())).toList())));
	}

	private static List<NewsItem> first(List<NewsItem> items) {
		return items.subList(0, Math.min(MOST_IDS, items.size()));
	}

	record MarkNewsReadInput(String eventId, @Nullable List<String> ids, @Nullable String upTo,
			@Nullable Boolean opened) {

		void check() {
			Check.that((this.ids == null) != (this.upTo == null), "Give either ids or a cursor.", "upTo");
			Check.that(this.ids == null || this.ids.size() <= MOST_IDS, "At most %d ids.".formatted(MOST_IDS), "ids");
			Check.that(!isOpened() || this.ids != null, "Name the items that were opened by their ids.", "opened");
		}

		boolean isOpened() {
			return Boolean.TRUE.equals(this.opened);
		}

	}

	record NewsMarkedRead(Event event, List<NewsItem> items) {
	}

}
