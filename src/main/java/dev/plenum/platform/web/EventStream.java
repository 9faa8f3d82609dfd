package dev.plenum.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.plenum.platform.broadcast.Hearing;
import dev.plenum.platform.broadcast.Lines;
import dev.plenum.platform.broadcast.Receiver;
import dev.plenum.platform.graphql.ExceptionResolver;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers an operation as server-sent events, in the distinct connections mode of
 * graphql-sse: an event {@code next} for each result and one event {@code complete}. A
 * stream that ends without {@code complete} was cut off: the client may ask again.
 */
@Component
final class EventStream {

	/**
	 * Without an empty line after it, which some clients take for the end of an event.
	 */
	private static final byte[] COMMENT = ":\n".getBytes(StandardCharsets.UTF_8);

	private static final byte[] COMPLETE = "event: complete\ndata:\n\n".getBytes(StandardCharsets.UTF_8);

	private static final byte[] NEXT = "event: next\ndata: ".getBytes(StandardCharsets.UTF_8);

	private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

	private final Lines lines;

	private final ExceptionResolver exceptionResolver;

	private final OpenStreams streams;

	private final Duration keepAlive;

	EventStream(Lines lines, ExceptionResolver exceptionResolver, OpenStreams streams, WebSettings settings) {
		this.lines = lines;
		this.exceptionResolver = exceptionResolver;
		this.streams = streams;
		this.keepAlive = settings.sse().keepAlive();
	}

	/**
	 * Answer with a stream.
	 * @param response what came of the operation: one result, or the publisher of results
	 * @return the response, which lasts until the results end or the client goes
	 */
	Mono<ServerResponse> of(WebGraphQlResponse response) {
		Flux<byte[]> events = events(results(response));
		return ServerResponse.ok()
			.headers((headers) -> headers.putAll(response.getResponseHeaders()))
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.cacheControl(CacheControl.noCache())
			.header("X-Accel-Buffering", "no")
			.body((message, _) -> message
				.writeAndFlushWith(events.map((event) -> Mono.just(message.bufferFactory().wrap(event)))));
	}

	private Flux<byte[]> results(WebGraphQlResponse response) {
		return Flux.create((sink) -> {
			EventReceiver receiver = new EventReceiver(sink);
			this.lines.open(Mono.just(response), (executed) -> Results.of(executed.getExecutionResult()), receiver);
			receiver.listen();
		});
	}

	private Flux<byte[]> events(Flux<byte[]> results) {
		Flux<byte[]> events = results
			.onErrorResume(
					(ex) -> Mono.fromSupplier(() -> this.lines.encode(Results.failure(ex, this.exceptionResolver))))
			.map(EventStream::next)
			.concatWithValues(COMPLETE);
		Flux<byte[]> comments = Flux.interval(this.keepAlive).onBackpressureDrop().map((_) -> COMMENT);
		return untilStop(Flux.merge(1, comments, events).startWith(COMMENT).takeUntil((event) -> event == COMPLETE));
	}

	private Flux<byte[]> untilStop(Publisher<byte[]> events) {
		return Flux.defer(() -> {
			Sinks.Empty<Void> stop = Sinks.empty();
			OpenStream stream = stop::tryEmitEmpty;
			this.streams.add(stream);
			return Flux.from(events).takeUntilOther(stop.asMono()).doFinally((_) -> this.streams.remove(stream));
		});
	}

	private static byte[] next(byte[] payload) {
		return ByteBuffer.allocate(NEXT.length + payload.length + END.length).put(NEXT).put(payload).put(END).array();
	}

	/**
	 * Takes results as fast as the response is read.
	 */
	private static final class EventReceiver implements Receiver {

		private final FluxSink<byte[]> sink;

		private final Executor executor = Schedulers.parallel().createWorker()::schedule;

		private @Nullable Hearing hearing;

		EventReceiver(FluxSink<byte[]> sink) {
			this.sink = sink;
		}

		void listen() {
			this.sink.onDispose(() -> this.executor.execute(() -> tell(Hearing::stop)));
			this.sink.onRequest((_) -> this.executor.execute(() -> tell(Hearing::resume)));
		}

		private void tell(Consumer<Hearing> word) {
			if (this.hearing != null) {
				word.accept(this.hearing);
			}
		}

		@Override
		public Executor executor() {
			return this.executor;
		}

		@Override
		public boolean isReady() {
			return this.sink.requestedFromDownstream() > 0;
		}

		@Override
		public void begun(Hearing hearing) {
			this.hearing = hearing;
		}

		@Override
		public void next(byte[] payload) {
			this.sink.next(payload);
		}

		@Override
		public void flush() {
		}

		@Override
		public void completed() {
			this.sink.complete();
		}

		@Override
		public void failed(Throwable exception) {
			this.sink.error(exception);
		}

	}

}
