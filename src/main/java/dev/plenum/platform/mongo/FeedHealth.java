package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.InstantSource;

import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;

/**
 * How long ago the change feed heard anything. It hears its own pulse every few seconds;
 * when it has heard nothing for much longer, what is in memory may be old.
 */
@Component("feed")
class FeedHealth implements ReactiveHealthIndicator {

	private static final Duration SILENCE = Duration.ofSeconds(30);

	private final ChangeFeed feed;

	private final InstantSource clock;

	FeedHealth(ChangeFeed feed, InstantSource clock) {
		this.feed = feed;
		this.clock = clock;
	}

	@Override
	public Mono<Health> health() {
		return Mono.fromSupplier(() -> {
			Duration silence = Duration.between(this.feed.heardAt(), this.clock.instant());
			Health.Builder health = (this.feed.isOpen() && silence.compareTo(SILENCE) < 0) ? Health.up()
					: Health.down();
			return health.withDetail("heardSecondsAgo", silence.toSeconds()).build();
		});
	}

}
