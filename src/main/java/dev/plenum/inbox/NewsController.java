package dev.plenum.inbox;

import java.util.List;

import dev.plenum.inbox.NewsDesk.MarkNewsReadInput;
import dev.plenum.inbox.NewsDesk.NewsMarkedRead;
import dev.plenum.platform.Present;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.LinkedAccounts;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code inbox.graphqls}.
 */
@Controller
class NewsController {

	private final EventAccess access;

	private final Inboxes inboxes;

	private final NewsDesk desk;

	private final LinkedAccounts links;

	NewsController(EventAccess access, Inboxes inboxes, NewsDesk desk, LinkedAccounts links) {
		this.access = access;
		this.inboxes = inboxes;
		this.desk = desk;
		this.links = links;
	}

	@FromMemory
	@SchemaMapping
	Mono<NewsPage> myNews(Event event, Page page, @Argument @Nullable Boolean unreadOnly, @ContextValue Caller caller,
			@ContextValue Present present) {
		if (caller.subject() == null) {
			return Mono.empty();
		}
		this.inboxes.noticeEnds(event.programme(), present);
		return this.inboxes.of(event.programme(), caller)
			.map((known) -> NewsPage.of(known, page, Boolean.TRUE.equals(unreadOnly)));
	}

	@MutationMapping
	Mono<NewsMarkedRead> markNewsRead(@Argument MarkNewsReadInput input, @ContextValue Caller caller) {
		return this.desk.mark(input, caller);
	}

	@SubscriptionMapping
	Flux<NewsStep> myNewsChanged(@Argument String eventId, @Argument @Nullable String after,
			@ContextValue Caller caller, GraphQLContext context) {
		caller.requireSubject();
		NewsCursor cursor = NewsCursor.later((after != null) ? NewsCursor.parse(after, "after") : null,
				Resume.position(context));
		Flux<NewsStep> steps = this.access.requiredEvent(eventId, caller)
			.flatMapMany((programme) -> this.inboxes.of(programme, caller)
				.map((known) -> new NewsListener(
						(cursor != null) ? cursor : NewsCursor.at(new Inbox(known).positions()), caller))
				.flatMapMany((listener) -> Broadcast.alone(this.inboxes.follow(programme, caller), listener)));
		return Broadcast.resumable(context, this.links.whileUnlinked(caller, steps), NewsStep::cursor);
	}

	/**
	 * A page of an inbox.
	 *
	 * @param items the items of the page
	 * @param cursor the place after the newest item
	 */
	record NewsPage(Connection<NewsItem> items, String cursor) {

		static NewsPage of(Known known, Page page, boolean unreadOnly) {
			Inbox inbox = new Inbox(known);
			NewsRead read = known.read();
			List<NewsItem> all = inbox.items()
				.filter((item) -> !unreadOnly || read.at(item.entry(), item.id()) == null)
				.toList();
			return new NewsPage(page.of(known.agenda().id(), all, NewsItem::id),
					NewsCursor.at(inbox.positions()).toString());
		}

		public List<Connection.Edge<NewsItem>> edges() {
			return this.items.edges();
		}

		public List<NewsItem> nodes() {
			return this.items.nodes();
		}

		public Connection.PageInfo pageInfo() {
			return this.items.pageInfo();
		}

		public int totalCount() {
			return this.items.totalCount();
		}

	}

}
