package dev.plenum.platform.broadcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The subscribers of a channel on one executor. Everything except {@link #wake()} happens
 * on that executor, so the subscribers need no locks.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps
 */
final class SubscriberGroup<S, T> {

	private final Channel<S, T> channel;

	private final Executor executor;

	private final List<Subscriber<S, T>> subscribers = new ArrayList<>(1);

	private final Map<CompletableFuture<Payload>, List<Subscriber<S, T>>> waiting = new HashMap<>();

	private final AtomicBoolean woken = new AtomicBoolean();

	SubscriberGroup(Channel<S, T> channel, Executor executor) {
		this.channel = channel;
		this.executor = executor;
	}

	Executor executor() {
		return this.executor;
	}

	Channel<S, T> channel() {
		return this.channel;
	}

	boolean isEmpty() {
		return this.subscribers.isEmpty();
	}

	/**
	 * Makes all subscribers send what is new, soon.
	 */
	void wake() {
		if (this.woken.compareAndSet(false, true)) {
			this.executor.execute(this::sendAll);
		}
	}

	Subscriber<S, T> add(StepCursor<S, T> cursor, Receiver receiver, byte[] hash) {
		Subscriber<S, T> subscriber = new Subscriber<>(this, cursor, receiver, hash, this.subscribers.size());
		this.subscribers.add(subscriber);
		this.executor.execute(subscriber::send);
		return subscriber;
	}

	void remove(Subscriber<S, T> subscriber) {
		Subscriber<S, T> last = this.subscribers.removeLast();
		if (last != subscriber) {
			this.subscribers.set(subscriber.index(), last);
			last.moveTo(subscriber.index());
		}
		this.channel.left(this);
	}

	/**
	 * Makes a subscriber continue when a step has been executed.
	 */
	void await(CompletableFuture<Payload> payload, Subscriber<S, T> subscriber) {
		List<Subscriber<S, T>> others = this.waiting.get(payload);
		if (others != null) {
			others.add(subscriber);
			return;
		}
		this.waiting.put(payload, new ArrayList<>(List.of(subscriber)));
		payload.whenComplete((_, _) -> this.executor.execute(() -> {
			List<Subscriber<S, T>> ready = this.waiting.remove(payload);
			if (ready != null) {
				ready.forEach(Subscriber::send);
			}
		}));
	}

	private void sendAll() {
		this.woken.set(false);
		for (int i = this.subscribers.size() - 1; i >= 0; i--) {
			this.subscribers.get(i).send();
		}
	}

}
