package dev.plenum.platform.broadcast;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * An operation under execution. It requests one result at a time, and the next one when
 * the receiver has room. If it turns out to be a shared subscription, its receiver
 * becomes a subscriber of the channel, and the first operation of a channel continues as
 * the one that executes the steps for all.
 */
final class RunningOperation extends BaseSubscriber<ExecutionResult> implements Delivery {

	private final Channels channels;

	/** Null once it is a subscriber of a channel. */
	private volatile @Nullable Receiver receiver;

	private volatile @Nullable Selection selection;

	private volatile Resume resume = Resume.NONE;

	/** The positions after the results that are awaited, if they are not shared. */
	private final Queue<String> positions = new ConcurrentLinkedQueue<>();

	/** The channel for which this operation executes the steps. */
	private volatile @Nullable Channel<?, ?> executes;

	private volatile boolean stopped;

	private boolean waitsForRoom;

	RunningOperation(Channels channels, Receiver receiver) {
		this.channels = channels;
		this.receiver = receiver;
	}

	/**
	 * Notes that the operation is executed.
	 * @param context the context of its execution
	 */
	void executed(GraphQLContext context) {
		this.selection = Selection.in(context);
		this.resume = Resume.in(context);
		context.put(RunningOperation.class, this);
	}

	/**
	 * Makes the receiver a subscriber of a channel.
	 * @return the steps to execute here: those of the whole channel if this is its first
	 * operation, otherwise none
	 */
	<S, T> Flux<T> share(Object topic, Flux<S> snapshots, StepCursor<S, T> cursor) {
		Receiver subscribing;
		synchronized (this) {
			subscribing = this.receiver;
			if (subscribing == null || this.stopped) {
				return Flux.empty();
			}
			this.receiver = null;
		}
		Selection shared = this.selection;
		Channel<S, T> channel = this.channels.reserve((shared != null) ? new Channel.Key(topic, shared) : this);
		Flux<T> steps = Flux.empty();
		if (channel.claim()) {
			this.executes = channel;
			steps = channel.begin(snapshots, this);
			request(Long.MAX_VALUE);
		}
		subscribing.executor().execute(() -> {
			if (this.stopped) {
				this.channels.release(channel);
			}
			else {
				subscribing.begun(channel.join(cursor, subscribing, this.resume.hash()));
			}
		});
		return steps;
	}

	/**
	 * Notes the position after the next result.
	 */
	void reach(String position) {
		this.positions.add(position);
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	@Override
	protected void hookOnNext(ExecutionResult result) {
		Channel<?, ?> channel = this.executes;
		if (channel != null) {
			channel.executed(result);
		}
		else {
			Payload payload = this.channels.encode(result, this.positions.poll());
			onReceiver((receiver) -> {
				receiver.next(payload, this.resume.hash());
				receiver.flush();
				this.channels.sent().increment();
				this.waitsForRoom = true;
				resume();
			});
		}
	}

	@Override
	protected void hookOnComplete() {
		onReceiver(Receiver::completed);
	}

	@Override
	protected void hookOnError(Throwable exception) {
		Channel<?, ?> channel = this.executes;
		if (channel != null) {
			channel.fail(exception);
		}
		else {
			onReceiver((receiver) -> receiver.failed(exception));
		}
	}

	private void onReceiver(Consumer<Receiver> action) {
		Receiver current = this.receiver;
		if (current != null) {
			current.executor().execute(() -> {
				if (!this.stopped) {
					action.accept(current);
				}
			});
		}
	}

	@Override
	public void resume() {
		Receiver current = this.receiver;
		if (this.waitsForRoom && current != null && current.isReady()) {
			this.waitsForRoom = false;
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
