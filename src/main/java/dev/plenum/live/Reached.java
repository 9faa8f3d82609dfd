package dev.plenum.live;

import java.time.Duration;
import java.util.function.ToIntFunction;

import dev.plenum.platform.mongo.Live;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

/**
 * Waits for a position that a subscriber claims to know. A phone that was connected to
 * another server may be slightly ahead of this one, which gets the same news.
 */
final class Reached {

	/** How long to wait for news of the database. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** A position that is further ahead than this is not waited for. */
	private static final int MOST_AHEAD = 1000;

	private Reached() {
	}

	/**
	 * Waits for a snapshot that has reached a position. The database is not read, because
	 * anybody can claim to be ahead.
	 * @param live the snapshots of the event
	 * @param known a snapshot
	 * @param position the position
	 * @param of the position of a snapshot
	 * @return the snapshot; the given one if the position is not reached within 2 s
	 */
	static Mono<Programme> of(Live<Programme> live, Programme known, int position, ToIntFunction<Programme> of) {
		int reached = of.applyAsInt(known);
		return (position <= reached || position - reached > MOST_AHEAD) ? Mono.just(known)
				: live.follow()
					.filter((newest) -> of.applyAsInt(newest) >= position)
					.next()
					.timeout(PATIENCE, Mono.just(known));
	}

}
