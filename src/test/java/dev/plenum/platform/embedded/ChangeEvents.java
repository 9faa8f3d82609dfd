package dev.plenum.platform.embedded;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.mongodb.client.model.changestream.ChangeStreamDocument;
import org.bson.Document;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a change stream has told, in order.
 */
final class ChangeEvents implements AutoCloseable {

	private final BlockingQueue<ChangeStreamDocument<Document>> events = new LinkedBlockingQueue<>();

	private final AtomicReference<Throwable> error = new AtomicReference<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final Disposable subscription;

	ChangeEvents(Publisher<ChangeStreamDocument<Document>> stream) {
		this.subscription = Flux.from(stream)
			.doOnError(this.error::set)
			.doFinally((signal) -> this.end.countDown())
			.subscribe(this.events::add, (ex) -> {
			});
	}

	ChangeStreamDocument<Document> next() {
		try {
			ChangeStreamDocument<Document> event = this.events.poll(TestClient.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			assertThat(event).as("event, or else the error %s", this.error).isNotNull();
			return event;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int pending() {
		return this.events.size();
	}

	boolean failed() {
		return this.error.get() != null;
	}

	/**
	 * Waits for the end.
	 * @return the error that ended the stream; null if it was completed
	 */
	Throwable end() {
		try {
			assertThat(this.end.await(TestClient.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
			return this.error.get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.subscription.dispose();
	}

}
