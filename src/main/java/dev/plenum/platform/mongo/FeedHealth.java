package dev.plenum.platform.mongo;

import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether what is in memory may be older than what other servers have. A database that
 * does not answer is no reason to take a server away: it goes on answering from memory.
 */
@Component("feed")
class FeedHealth implements ReactiveHealthIndicator {

	private final ChangeFeed feed;

	FeedHealth(ChangeFeed feed) {
		this.feed = feed;
	}

	@Override
	public Mono<Health> health() {
		return Mono.fromSupplier(() -> {
			Health.Builder health = this.feed.isBehind() ? Health.outOfService() : Health.up();
			return health.withDetail("heardSecondsAgo", this.feed.silence().toSeconds()).build();
		});
	}

}
