package dev.plenum.platform.broadcast;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Sends the results of operations to their receivers: those of a shared subscription
 * through its {@link Channel}, those of any other operation directly.
 */
@Component
public final class Channels {

	/** How many bytes of results all channels together keep at most. */
	static final long MOST_KEPT = 32 * 1024 * 1024;

	private final Map<Object, Channel<?, ?>> channels = new ConcurrentHashMap<>();

	private final ResultWriter writer;

	private final AtomicLong kept = new AtomicLong();

	private final LongAdder sent = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	Channels(ResultWriter writer) {
		this.writer = writer;
	}

	/**
	 * Executes an operation and sends its results to a receiver. Failures after the
	 * operation was stopped are ignored; the engine reports one for what it was executing
	 * at that moment.
	 * @param response executes the operation
	 * @param results the results of an execution; an error if the operation did not begin
	 * @param receiver receives the results
	 */
	public void open(Mono<WebGraphQlResponse> response, Function<WebGraphQlResponse, Flux<ExecutionResult>> results,
			Receiver receiver) {
		RunningOperation operation = new RunningOperation(this, receiver);
		receiver.begun(operation);
		response.flatMapMany((executed) -> {
			operation.executed(executed.getExecutionInput().getGraphQLContext());
			return results.apply(executed);
		}).onErrorComplete((_) -> operation.isDisposed()).subscribe(operation);
	}

	/**
	 * Encodes a result as receivers get it.
	 * @param result the result
	 * @return the result as JSON
	 */
	public byte[] encode(ExecutionResult result) {
		return encode(result, null).json();
	}

	/**
	 * Encodes a result with the position of its subscribers.
	 */
	Payload encode(ExecutionResult result, @Nullable String position) {
		return Payload.of(result, position, this.writer);
	}

	/**
	 * Number of results that were sent.
	 */
	LongAdder sent() {
		return this.sent;
	}

	/**
	 * Number of subscribers that were dropped because they were too slow or lost their
	 * access.
	 */
	LongAdder dropped() {
		return this.dropped;
	}

	/**
	 * Number of bytes of the kept results.
	 */
	long kept() {
		return this.kept.get();
	}

	/**
	 * Counts what a channel keeps. If all channels together keep too much, none keeps
	 * what it has.
	 * @param bytes the change in bytes, negative for less
	 */
	void kept(int bytes) {
		if (this.kept.addAndGet(bytes) > MOST_KEPT && bytes > 0) {
			this.channels.values().forEach(Channel::forget);
		}
	}

	int subscribers() {
		return this.channels.values().stream().mapToInt((channel) -> channel.subscribers).sum();
	}

	int size() {
		return this.channels.size();
	}

	/**
	 * Finds or creates a channel, and reserves a place for a subscriber.
	 */
	@SuppressWarnings("unchecked")
	<S, T> Channel<S, T> reserve(Object key) {
		return (Channel<S, T>) Objects.requireNonNull(this.channels.compute(key, (_, known) -> {
			Channel<?, ?> channel = (known != null) ? known : new Channel<>(this, key);
			channel.subscribers++;
			return channel;
		}));
	}

	/**
	 * Releases the place of a subscriber; the last one ends the channel.
	 */
	void release(Channel<?, ?> channel) {
		this.channels.computeIfPresent(channel.key(), (_, known) -> {
			if (known == channel && --channel.subscribers == 0) {
				channel.end();
				return null;
			}
			return known;
		});
	}

	void remove(Channel<?, ?> channel) {
		this.channels.remove(channel.key(), channel);
	}

}
