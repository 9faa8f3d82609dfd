package dev.plenum;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.programme.Programmes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stops a server's change feed at chosen documents of the programme, after the programmes
 * have received the change, so that a test can make the feed late.
 */
public class FeedBrake {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Semaphore stopped = new Semaphore(0);

	private final Semaphore goOn = new Semaphore(0);

	private volatile Set<String> ids = Set.of();

	FeedBrake(ChangeFeed feed, Programmes programmes) {
		feed.listen(Set.of("events", "sessions", "speakers", "schedules"), this::stop);
	}

	/**
	 * Stops the feed at the next changes of some documents.
	 * @param ids the ids of the documents
	 */
	public void stopAt(Set<String> ids) {
		this.ids = ids;
	}

	/**
	 * Waits until the feed has stopped.
	 */
	public void awaitStop() {
		assertThat(acquired(this.stopped)).as("the feed stops").isTrue();
	}

	/**
	 * Lets the feed go on.
	 * @param changes how many stops it passes
	 */
	public void goOn(int changes) {
		this.goOn.release(changes);
	}

	private void stop(News news) {
		if (news instanceof News.Changed changed && this.ids.contains(changed.id())) {
			this.stopped.release();
			acquired(this.goOn);
		}
	}

	private static boolean acquired(Semaphore semaphore) {
		try {
			return semaphore.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
