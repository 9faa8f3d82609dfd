package dev.plenum.platform.broadcast;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * One subscriber of a channel. For a receiver without room nothing is kept except the
 * position: it continues from there when there is room again, or fails if the steps after
 * it are no longer available. Used on its group's executor only.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps
 */
final class Subscriber<S, T> implements Delivery {

	private final SubscriberGroup<S, T> group;

	private final StepCursor<S, T> cursor;

	private final Receiver receiver;

	/** The hash in this subscriber's resume strings. */
	private final byte[] hash;

	/** Index in the group; negative after it has left. */
	private int index;

	private @Nullable CompletableFuture<Payload> awaited;

	Subscriber(SubscriberGroup<S, T> group, StepCursor<S, T> cursor, Receiver receiver, byte[] hash, int index) {
		this.group = group;
		this.cursor = cursor;
		this.receiver = receiver;
		this.hash = hash;
		this.index = index;
	}

	int index() {
		return this.index;
	}

	void moveTo(int index) {
		this.index = index;
	}

	/**
	 * Sends all steps that are available, as far as there is room.
	 */
	void send() {
		Throwable failure = this.group.channel().failure();
		S newest = this.group.channel().newest();
		if (this.index < 0) {
			return;
		}
		if (failure != null) {
			fail(failure);
		}
		else if (newest != null) {
			send(newest);
		}
	}

	private void send(S newest) {
		int sent = 0;
		try {
			CompletableFuture<Payload> payload = upcoming(newest);
			while (payload != null && payload.isDone()) {
				this.awaited = null;
				this.receiver.next(payload.resultNow(), this.hash);
				sent++;
				payload = upcoming(newest);
			}
			if (payload != null && this.awaited == null) {
				this.awaited = payload;
				this.group.await(payload, this);
			}
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		if (sent > 0) {
			this.receiver.flush();
			this.group.channel().sent(sent);
		}
	}

	/**
	 * The result to send next; null if there is none, or no room for it.
	 */
	private @Nullable CompletableFuture<Payload> upcoming(S newest) {
		if (!this.receiver.isReady()) {
			this.cursor.check(newest);
			return null;
		}
		return (this.awaited != null) ? this.awaited : next(newest);
	}

	private @Nullable CompletableFuture<Payload> next(S newest) {
		T step = this.cursor.next(newest);
		return (step != null) ? this.group.channel().payload(step, this.cursor) : null;
	}

	private void fail(Throwable exception) {
		stop();
		this.group.channel().dropped();
		this.receiver.failed(exception);
	}

	@Override
	public void resume() {
		send();
	}

	@Override
	public void stop() {
		if (this.index >= 0) {
			this.group.remove(this);
			this.index = -1;
		}
	}

}
