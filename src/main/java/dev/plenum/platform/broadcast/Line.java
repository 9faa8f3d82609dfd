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

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.core.scheduler.Schedulers;

/**
 * All who hear of one topic in the same selection, each from a place of their own. A
 * snapshot is shown to everybody; a step is executed when somebody comes to it first, and
 * kept for those who come to it soon.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps
 */
final class Line<S, T> {

	/** How many bytes of results are kept, until the next snapshot. */
	private static final int KEPT_BYTES = 256 * 1024;

	private final Lines lines;

	private final Object key;

	private final Sinks.Many<T> steps = Sinks.many().unicast().onBackpressureBuffer();

	private final Queue<Execution<T>> executing = new ConcurrentLinkedQueue<>();

	private final Map<T, CompletableFuture<byte[]>> payloads = new LinkedHashMap<>();

	private final Map<Executor, Section<S, T>> sections = new ConcurrentHashMap<>();

	private final Disposable.Composite running = Disposables.composite();

	private final AtomicBoolean claimed = new AtomicBoolean();

	private volatile @Nullable S newest;

	private volatile @Nullable Throwable failure;

	private int keptBytes;

	private boolean ended;

	/** Belongs to {@link Lines}. */
	int places;

	/**
	 * What makes a line the same.
	 *
	 * @param topic what is told of
	 * @param selection what is told of it
	 */
	record Key(Object topic, Selection selection) {
	}

	/**
	 * A step whose result is awaited.
	 *
	 * @param <T> the type of the steps
	 */
	private record Execution<T>(T step, CompletableFuture<byte[]> payload) {
	}

	Line(Lines lines, Object key) {
		this.lines = lines;
		this.key = key;
	}

	Object key() {
		return this.key;
	}

	/**
	 * Become the first in the line.
	 * @return true the first time
	 */
	boolean claim() {
		return this.claimed.compareAndSet(false, true);
	}

	/**
	 * Begin, with what executes the steps.
	 * @param snapshots what to show
	 * @param execution what executes the steps
	 * @return the steps to execute; the results are told to {@link #executed}, in order
	 */
	Flux<T> begin(Flux<S> snapshots, Disposable execution) {
		this.running.add(execution);
		this.running.add(snapshots.subscribe(this::show, this::fail));
		return this.steps.asFlux().publishOn(Schedulers.parallel());
	}

	/**
	 * Take a place, on the receiver's executor.
	 * @param listener where to listen from
	 * @param receiver who is told
	 * @return the place
	 */
	Place<S, T> join(Listener<S, T> listener, Receiver receiver) {
		Section<S, T> section = this.sections.computeIfAbsent(receiver.executor(),
				(executor) -> new Section<>(this, executor));
		return section.add(listener, receiver);
	}

	void left(Section<S, T> section) {
		if (section.isEmpty()) {
			this.sections.remove(section.executor(), section);
		}
		this.lines.leave(this);
	}

	@Nullable S newest() {
		return this.newest;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * What a step looks like. A step that cannot be executed ends the line, since the
	 * results of later steps would be taken for its own.
	 * @param step the step
	 * @return the result of its execution as JSON, now or soon; never if the line ends
	 * before
	 */
	CompletableFuture<byte[]> payload(T step) {
		CompletableFuture<byte[]> payload = new CompletableFuture<>();
		EmitResult emitted;
		synchronized (this) {
			CompletableFuture<byte[]> known = this.payloads.get(step);
			if (known != null) {
				return known;
			}
			this.payloads.put(step, payload);
			this.executing.add(new Execution<>(step, payload));
			emitted = this.steps.tryEmitNext(step);
		}
		if (emitted.isFailure()) {
			fail(new IllegalStateException("A step of a subscription cannot be executed: " + emitted));
		}
		return payload;
	}

	/**
	 * Take the result of the step that was to be executed next.
	 * @param payload the result as JSON
	 */
	void executed(byte[] payload) {
		Execution<T> execution = this.executing.poll();
		if (execution != null) {
			this.lines.kept(keep(execution, payload.length));
			execution.payload().complete(payload);
		}
	}

	/**
	 * Keep none of the results so far. A step that is asked for again is executed again.
	 */
	void forget() {
		this.lines.kept(drop(0));
	}

	void told(int steps) {
		this.lines.sent().add(steps);
	}

	void dropped() {
		this.lines.dropped().increment();
	}

	/**
	 * Tell everybody that there will be no more.
	 * @param exception why
	 */
	void fail(Throwable exception) {
		synchronized (this) {
			this.failure = (this.failure != null) ? this.failure : exception;
		}
		this.lines.forget(this);
		this.sections.values().forEach(Section::wake);
		end();
	}

	void end() {
		this.lines.kept(clear(true));
		this.running.dispose();
	}

	private void show(S snapshot) {
		synchronized (this) {
			this.newest = snapshot;
			this.lines.kept(clear(false));
		}
		this.sections.values().forEach(Section::wake);
	}

	/**
	 * Make room for a result, if it is still asked for.
	 * @return by how many bytes there is more
	 */
	private synchronized int keep(Execution<T> execution, int bytes) {
		if (this.ended || this.payloads.get(execution.step()) != execution.payload()) {
			return 0;
		}
		this.keptBytes += bytes;
		return bytes + drop(KEPT_BYTES);
	}

	/**
	 * Drop the oldest results until there is less.
	 * @return by how many bytes there is more, not positive
	 */
	private synchronized int drop(int most) {
		int before = this.keptBytes;
		Iterator<CompletableFuture<byte[]>> oldest = this.payloads.values().iterator();
		while (this.keptBytes > most && oldest.hasNext()) {
			byte[] payload = oldest.next().getNow(null);
			if (payload != null) {
				oldest.remove();
				this.keptBytes -= payload.length;
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
