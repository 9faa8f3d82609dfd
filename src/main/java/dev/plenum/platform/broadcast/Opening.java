package dev.plenum.platform.broadcast;

import java.util.function.Consumer;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * An operation from its beginning. It asks for one result at a time, and for the next
 * when the receiver has room. If what it is of turns out to be a line, it gives its
 * receiver a place there; the first of a line goes on as the execution of all.
 */
final class Opening extends BaseSubscriber<ExecutionResult> implements Hearing {

	private final Lines lines;

	/** Null once it has a place in a line. */
	private volatile @Nullable Receiver receiver;

	private volatile @Nullable Selection selection;

	private volatile @Nullable Line<?, ?> executes;

	private volatile boolean stopped;

	private boolean starving;

	Opening(Lines lines, Receiver receiver) {
		this.lines = lines;
		this.receiver = receiver;
	}

	/**
	 * Take notice that the operation is executed.
	 * @param context the context of its execution
	 */
	void executed(GraphQLContext context) {
		this.selection = Selection.in(context);
		context.put(Opening.class, this);
	}

	/**
	 * Take a place in a line instead of a stream of one's own.
	 * @return what is to be executed here: the steps for all if this is the first of the
	 * line, else nothing
	 */
	<S, T> Flux<T> admit(Object topic, Flux<S> snapshots, Listener<S, T> listener) {
		Receiver placed;
		synchronized (this) {
			placed = this.receiver;
			if (placed == null || this.stopped) {
				return Flux.empty();
			}
			this.receiver = null;
		}
		Selection shared = this.selection;
		Line<S, T> line = this.lines.reserve((shared != null) ? new Line.Key(topic, shared) : this);
		Flux<T> steps = Flux.empty();
		if (line.claim()) {
			this.executes = line;
			steps = line.begin(snapshots, this);
			request(Long.MAX_VALUE);
		}
		placed.executor().execute(() -> {
			if (this.stopped) {
				this.lines.leave(line);
			}
			else {
				placed.begun(line.join(listener, placed));
			}
		});
		return steps;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	@Override
	protected void hookOnNext(ExecutionResult result) {
		byte[] payload = this.lines.encode(result);
		Line<?, ?> line = this.executes;
		if (line != null) {
			line.executed(payload);
		}
		else {
			tell((receiver) -> {
				receiver.next(payload);
				receiver.flush();
				this.lines.sent().increment();
				this.starving = true;
				resume();
			});
		}
	}

	@Override
	protected void hookOnComplete() {
		tell(Receiver::completed);
	}

	@Override
	protected void hookOnError(Throwable exception) {
		Line<?, ?> line = this.executes;
		if (line != null) {
			line.fail(exception);
		}
		else {
			tell((receiver) -> receiver.failed(exception));
		}
	}

	private void tell(Consumer<Receiver> word) {
		Receiver told = this.receiver;
		if (told != null) {
			told.executor().execute(() -> {
				if (!this.stopped) {
					word.accept(told);
				}
			});
		}
	}

	@Override
	public void resume() {
		Receiver told = this.receiver;
		if (this.starving && told != null && told.isReady()) {
			this.starving = false;
			request(1);
		}
	}

	@Override
	public void stop() {
		synchronized (this) {
			this.stopped = true;
			if (this.receiver == null) {
				return;
			}
		}
		cancel();
	}

}
