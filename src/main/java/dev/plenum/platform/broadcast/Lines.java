package dev.plenum.platform.broadcast;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import graphql.ExecutionResult;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * The results of operations on their way to receivers: those of each operation by itself,
 * or in a line with others who want the same.
 */
@Component
public final class Lines {

	/** How many bytes of results all lines together keep, at most. */
	static final long MOST_KEPT = 32 * 1024 * 1024;

	private final Map<Object, Line<?, ?>> lines = new ConcurrentHashMap<>();

	private final JsonMapper json;

	private final AtomicLong kept = new AtomicLong();

	private final LongAdder sent = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	Lines(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Tell a receiver the results of an operation. What fails after the operation was
	 * stopped, be it only because the engine gives up what it was executing at that
	 * moment, is told nobody.
	 * @param response executes the operation
	 * @param results the results of an execution; an error if the operation did not begin
	 * @param receiver who is told
	 */
	public void open(Mono<WebGraphQlResponse> response, Function<WebGraphQlResponse, Flux<ExecutionResult>> results,
			Receiver receiver) {
		Opening opening = new Opening(this, receiver);
		receiver.begun(opening);
		response.flatMapMany((executed) -> {
			opening.executed(executed.getExecutionInput().getGraphQLContext());
			return results.apply(executed);
		}).onErrorComplete((_) -> opening.isDisposed()).subscribe(opening);
	}

	/**
	 * Write a result as receivers are told it.
	 * @param result the result
	 * @return it as JSON
	 */
	public byte[] encode(ExecutionResult result) {
		return this.json.writeValueAsBytes(result.toSpecification());
	}

	/**
	 * How many results were sent.
	 */
	LongAdder sent() {
		return this.sent;
	}

	/**
	 * How many places were taken away, from listeners who were too slow or may not listen
	 * any more.
	 */
	LongAdder dropped() {
		return this.dropped;
	}

	/**
	 * How many bytes of results are kept.
	 */
	long kept() {
		return this.kept.get();
	}

	/**
	 * Take notice that a line keeps more or less. If it is too much for all together,
	 * none keeps what it has.
	 * @param bytes by how many bytes there is more; negative if there is less
	 */
	void kept(int bytes) {
		if (this.kept.addAndGet(bytes) > MOST_KEPT && bytes > 0) {
			this.lines.values().forEach(Line::forget);
		}
	}

	int places() {
		return this.lines.values().stream().mapToInt((line) -> line.places).sum();
	}

	int lines() {
		return this.lines.size();
	}

	/**
	 * Find or make a line, and reserve a place in it.
	 */
	@SuppressWarnings("unchecked")
	<S, T> Line<S, T> reserve(Object key) {
		return (Line<S, T>) Objects.requireNonNull(this.lines.compute(key, (_, known) -> {
			Line<?, ?> line = (known != null) ? known : new Line<>(this, key);
			line.places++;
			return line;
		}));
	}

	/**
	 * Give up a place.
	 */
	void leave(Line<?, ?> line) {
		this.lines.computeIfPresent(line.key(), (_, known) -> {
			if (known == line && --line.places == 0) {
				line.end();
				return null;
			}
			return known;
		});
	}

	void forget(Line<?, ?> line) {
		this.lines.remove(line.key(), line);
	}

}
