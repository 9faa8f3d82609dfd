package dev.plenum.platform.broadcast;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.core.scheduler.Schedulers;

/**
 * All subscribers with the same topic and the same selection, each at a position of their
 * own. Every snapshot is published to all of them. A step is executed when the first
 * subscriber reaches it, and its result is kept for the subscribers that reach it soon.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps
 */
final class Channel<S, T> {

	/** How many bytes of results are kept, until the next snapshot. */
	private static final int KEPT_BYTES = 256 * 1024;

	private final Channels channels;

	private final Object key;

	private final Sinks.Many<T> steps = Sinks.many().unicast().onBackpressureBuffer();

	private final Queue<Execution<T>> executing = new ConcurrentLinkedQueue<>();

	private final Map<T, CompletableFuture<Payload>> payloads = new LinkedHashMap<>();

	private final Map<Executor, SubscriberGroup<S, T>> groups = new ConcurrentHashMap<>();

	private final Disposable.Composite running = Disposables.composite();

	private final AtomicBoolean claimed = new AtomicBoolean();

	private volatile @Nullable S newest;

	private volatile @Nullable Throwable failure;

	private int keptBytes;

	private boolean ended;

	/** Number of subscribers; only {@link Channels} uses it. */
	int subscribers;

	/**
	 * What subscriptions that share a channel have in common.
	 *
	 * @param topic what the steps are about
	 * @param selection which fields of a step are sent
	 */
	record Key(Object topic, Selection selection) {
	}

	/**
	 * A step whose result is awaited.
	 *
	 * @param <T> the type of the steps
	 * @param position the position of all subscribers after the step; null if they cannot
	 * continue from there
	 */
	private record Execution<T>(T step, @Nullable String position, CompletableFuture<Payload> payload) {
	}

	Channel(Channels channels, Object key) {
		this.channels = channels;
		this.key = key;
	}

	Object key() {
		return this.key;
	}

	/**
	 * Claims the role of the operation that executes the steps for all.
	 * @return true for the first caller only
	 */
	boolean claim() {
		return this.claimed.compareAndSet(false, true);
	}

	/**
	 * Starts the channel.
	 * @param snapshots the snapshots to publish
	 * @param execution the operation that executes the steps
	 * @return the steps to execute; their results are passed to {@link #executed} in the
	 * same order
	 */
	Flux<T> begin(Flux<S> snapshots, Disposable execution) {
		this.running.add(execution);
		this.running.add(snapshots.subscribe(this::publish, this::fail));
		return this.steps.asFlux().publishOn(Schedulers.parallel());
	}

	/**
	 * Adds a subscriber; called on the receiver's executor.
	 * @param cursor the position to start from
	 * @param receiver receives the results
	 * @param hash the hash in the subscriber's resume strings
	 * @return the subscriber
	 */
	Subscriber<S, T> join(StepCursor<S, T> cursor, Receiver receiver, byte[] hash) {
		SubscriberGroup<S, T> group = this.groups.computeIfAbsent(receiver.executor(),
				(executor) -> new SubscriberGroup<>(this, executor));
		return group.add(cursor, receiver, hash);
	}

	void left(SubscriberGroup<S, T> group) {
		if (group.isEmpty()) {
			this.groups.remove(group.executor(), group);
		}
		this.channels.release(this);
	}

	@Nullable S newest() {
		return this.newest;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * The result of a step. A step that cannot be executed ends the channel, since the
	 * results of later steps would be mistaken for its result.
	 * @param step the step
	 * @param cursor any cursor that has reached the step
	 * @return the result as JSON, now or later; never if the channel ends before
	 */
	CompletableFuture<Payload> payload(T step, StepCursor<S, T> cursor) {
		CompletableFuture<Payload> payload = new CompletableFuture<>();
		EmitResult emitted;
		synchronized (this) {
			CompletableFuture<Payload> known = this.payloads.get(step);
			if (known != null) {
				return known;
			}
			this.payloads.put(step, payload);
			this.executing.add(new Execution<>(step, cursor.position(step), payload));
			emitted = this.steps.tryEmitNext(step);
		}
		if (emitted.isFailure()) {
			fail(new IllegalStateException("A step of a subscription cannot be executed: " + emitted));
		}
		return payload;
	}

	/**
	 * Takes the result of the step that was to be executed next.
	 * @param result the result
	 */
	void executed(ExecutionResult result) {
		Execution<T> execution = this.executing.poll();
		if (execution != null) {
			Payload payload = this.channels.encode(result, execution.position());
			this.channels.kept(keep(execution, payload.json().length));
			execution.payload().complete(payload);
		}
	}

	/**
	 * Drops all kept results. A step that is requested again is executed again.
	 */
	void forget() {
		this.channels.kept(drop(0));
	}

	void sent(int results) {
		this.channels.sent().add(results);
	}

	void dropped() {
		this.channels.dropped().increment();
	}

	/**
	 * Ends the channel with an error for all subscribers.
	 * @param exception the reason
	 */
	void fail(Throwable exception) {
		synchronized (this) {
			this.failure = (this.failure != null) ? this.failure : exception;
		}
		this.channels.remove(this);
		this.groups.values().forEach(SubscriberGroup::wake);
		end();
	}

	void end() {
		this.channels.kept(clear(true));
		this.running.dispose();
	}

	private void publish(S snapshot) {
		synchronized (this) {
			this.newest = snapshot;
			this.channels.kept(clear(false));
		}
		this.groups.values().forEach(SubscriberGroup::wake);
	}

	/**
	 * Keeps a result, if its step is still requested.
	 * @return the change of the kept bytes
	 */
	private synchronized int keep(Execution<T> execution, int bytes) {
		if (this.ended || this.payloads.get(execution.step()) != execution.payload()) {
			return 0;
		}
		this.keptBytes += bytes;
		return bytes + drop(KEPT_BYTES);
	}

	/**
	 * Drops the oldest results until no more than the given bytes are kept.
	 * @return the change of the kept bytes, not positive
	 */
	private synchronized int drop(int most) {
		int before = this.keptBytes;
		Iterator<CompletableFuture<Payload>> oldest = this.payloads.values().iterator();
		while (this.keptBytes > most && oldest.hasNext()) {
			Payload payload = oldest.next().getNow(null);
			if (payload != null) {
				oldest.remove();
				this.keptBytes -= payload.json().length;
			}
		}
		return this.keptBytes - before;
	}

	private synchronized int clear(boolean forEver) {
		int before = this.keptBytes;
		this.ended |= forEver;
		this.payloads.clear();
		this.keptBytes = 0;
		return -before;
	}

}
