package dev.plenum.platform.broadcast;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's place in a line. Nothing is kept for a receiver without room but the place
 * itself: it goes on from there when there is room again, or learns that the steps after
 * it are forgotten.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps
 */
final class Place<S, T> implements Hearing {

	private final Section<S, T> section;

	private final Listener<S, T> listener;

	private final Receiver receiver;

	private int index;

	private @Nullable CompletableFuture<byte[]> awaited;

	Place(Section<S, T> section, Listener<S, T> listener, Receiver receiver, int index) {
		this.section = section;
		this.listener = listener;
		this.receiver = receiver;
		this.index = index;
	}

	int index() {
		return this.index;
	}

	void moveTo(int index) {
		this.index = index;
	}

	/**
	 * Tell as much as there is, and as there is room for.
	 */
	void tell() {
		Throwable failure = this.section.line().failure();
		S newest = this.section.line().newest();
		if (this.index < 0) {
			return;
		}
		if (failure != null) {
			fail(failure);
		}
		else if (newest != null) {
			tell(newest);
		}
	}

	private void tell(S newest) {
		int told = 0;
		try {
			CompletableFuture<byte[]> payload = upcoming(newest);
			while (payload != null && payload.isDone()) {
				this.awaited = null;
				this.receiver.next(payload.resultNow());
				told++;
				payload = upcoming(newest);
			}
			if (payload != null && this.awaited == null) {
				this.awaited = payload;
				this.section.await(payload, this);
			}
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		if (told > 0) {
			this.receiver.flush();
			this.section.line().told(told);
		}
	}

	/**
	 * What to tell next; null if there is nothing, or no room for it.
	 */
	private @Nullable CompletableFuture<byte[]> upcoming(S newest) {
		if (!this.receiver.isReady()) {
			this.listener.check(newest);
			return null;
		}
		return (this.awaited != null) ? this.awaited : next(newest);
	}

	private @Nullable CompletableFuture<byte[]> next(S newest) {
		T step = this.listener.next(newest);
		return (step != null) ? this.section.line().payload(step) : null;
	}

	private void fail(Throwable exception) {
		stop();
		this.section.line().dropped();
		this.receiver.failed(exception);
	}

	@Override
	public void resume() {
		tell();
	}

	@Override
	public void stop() {
		if (this.index >= 0) {
			this.section.remove(this);
			this.index = -1;
		}
	}

}
