package dev.plenum.inbox;

import java.util.Set;

import dev.plenum.programme.NodeFinder;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the inbox.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Inboxes.class, NewsController.class, NewsDesk.class })
public class InboxConfiguration {

	/**
	 * Finds the items of the caller's own inbox; those of others do not exist for the
	 * caller.
	 */
	@Bean
	NodeFinder newsNodes(Inboxes inboxes) {
		return new NodeFinder(Set.of(NewsItem.ID_PREFIX),
				(id, programme, caller) -> (caller.subject() == null) ? Mono.empty() : inboxes.of(programme, caller)
					.flatMap((known) -> Mono
						.justOrEmpty(new Inbox(known).items().filter((item) -> item.id().equals(id)).findFirst())));
	}

}
