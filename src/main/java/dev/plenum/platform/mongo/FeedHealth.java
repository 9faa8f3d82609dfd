package dev.plenum.platform.mongo;

import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Out of service if this server's memory may be older than that of other servers. A
 * database that does not answer is no reason to take a server out of service: the server
 * keeps answering from memory.
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
			return health.withDetail("lastChangeSecondsAgo", this.feed.silence().toSeconds()).build();
		});
	}

}
