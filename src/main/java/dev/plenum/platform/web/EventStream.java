package dev.plenum.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.plenum.platform.broadcast.Channels;
import dev.plenum.platform.broadcast.Delivery;
import dev.plenum.platform.broadcast.Payload;
import dev.plenum.platform.broadcast.Receiver;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.LongLived;
import dev.plenum.platform.traffic.OpenCounts;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers an operation with server-sent events, in the distinct connections mode of
 * graphql-sse: one event {@code next} for each result, then one event {@code complete}.
 * The id of an event is its resume string. No {@code retry:} is sent, because the parser
 * of graphql-sse fails on it. A stream whose token has expired or that has reached its
 * maximum age ends without {@code complete}, so that its client reconnects.
 */
@Component
final class EventStream {

	/**
	 * A comment without an empty line after it, because some clients take that for the
	 * end of an event.
	 */
	private static final byte[] COMMENT = ":\n".getBytes(StandardCharsets.UTF_8);

	private static final byte[] COMPLETE = "event: complete\ndata:\n\n".getBytes(StandardCharsets.UTF_8);

	private static final byte[] NEXT = "event: next\ndata: ".getBytes(StandardCharsets.UTF_8);

	private static final byte[] ID = "id: ".getBytes(StandardCharsets.UTF_8);

	private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

	private final Channels channels;

	private final ExceptionResolver exceptionResolver;

	private final OpenStreams streams;

	private final OpenCounts counts;

	private final InstantSource clock;

	private final WebSettings.Sse settings;

	EventStream(Channels channels, ExceptionResolver exceptionResolver, OpenStreams streams, OpenCounts counts,
			InstantSource clock, WebSettings settings) {
		this.channels = channels;
		this.exceptionResolver = exceptionResolver;
		this.streams = streams;
		this.counts = counts;
		this.clock = clock;
		this.settings = settings.sse();
	}

	/**
	 * Answers with a stream.
	 * @param response the response of the operation: one result, or a publisher of
	 * results
	 * @param request the request
	 * @return the response, which ends with the results, with the client, or with the
	 * permitted time of the stream; the problem {@link ErrorCode#RATE_LIMITED} or
	 * {@link ErrorCode#UNAVAILABLE} if too many streams are open
	 */
	Mono<ServerResponse> of(WebGraphQlResponse response, ServerHttpRequest request) {
		return Caller.authentication()
			.map((authentication) -> begin(response, request, authentication.orElse(null)))
			.flatMap((life) -> respond(response, life));
	}

	private StreamLife begin(WebGraphQlResponse response, ServerHttpRequest request,
			@Nullable Authentication authentication) {
		Duration validity = Lifespan.validity(authentication, this.clock.instant());
		Connection connection = connection(request);
		if (response.getExecutionResult().getData() instanceof Publisher<?>) {
			if (!validity.isPositive()) {
				throw Problem.of(ErrorCode.UNAUTHENTICATED, "The token has expired. Send another one.");
			}
			Consumer<Runnable> atEnd = (release) -> connection.onTerminate().subscribe((_) -> {
			}, (_) -> release.run(), release);
			this.counts.open(LongLived.STREAMS, request.getRemoteAddress(), atEnd);
			this.counts.belongsTo(LongLived.STREAMS, (authentication != null) ? authentication.getName() : null, atEnd);
		}
		return new StreamLife(connection, validity, this.settings.maxAge());
	}

	private static Connection connection(ServerHttpRequest request) {
		HttpServerRequest exchange = ServerHttpRequestDecorator.getNativeRequest(request);
		AtomicReference<Connection> connection = new AtomicReference<>();
		exchange.withConnection(connection::set);
		return connection.get();
	}

	private Mono<ServerResponse> respond(WebGraphQlResponse response, StreamLife life) {
		Flux<byte[]> events = events(results(response), life);
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
			this.channels.open(Mono.just(response), (executed) -> Results.of(executed.getExecutionResult()), receiver);
			receiver.listen();
		});
	}

	private Flux<byte[]> events(Flux<byte[]> results, StreamLife life) {
		Flux<byte[]> events = results.concatWithValues(COMPLETE);
		Flux<byte[]> comments = Flux.interval(this.settings.keepAlive()).onBackpressureDrop().map((_) -> COMMENT);
		Flux<byte[]> all = Flux.merge(1, comments, events)
			.startWith(COMMENT)
			.takeUntil((event) -> event == COMPLETE)
			.takeWhile((_) -> life.lasts())
			.takeUntilOther(life.end());
		return Flux.defer(() -> {
			this.streams.add(life);
			return all.doFinally((_) -> this.streams.remove(life));
		});
	}

	private static byte[] next(byte[] json) {
		return ByteBuffer.allocate(NEXT.length + json.length + END.length).put(NEXT).put(json).put(END).array();
	}

	private static byte[] resumable(byte[] json, int resumeAt, int resumeEnd) {
		int id = resumeEnd - resumeAt;
		return ByteBuffer.allocate(ID.length + id + 1 + NEXT.length + json.length + END.length)
			.put(ID)
			.put(json, resumeAt, id)
			.put((byte) '\n')
			.put(NEXT)
			.put(json)
			.put(END)
			.array();
	}

	/**
	 * Receives results as fast as the response is read. A failure is a last result: an
	 * error for a client that has just left would be logged as dropped.
	 */
	private final class EventReceiver implements Receiver {

		private final FluxSink<byte[]> sink;

		private final Executor executor = Schedulers.parallel().createWorker()::schedule;

		private @Nullable Delivery delivery;

		EventReceiver(FluxSink<byte[]> sink) {
			this.sink = sink;
		}

		void listen() {
			this.sink.onDispose(() -> this.executor.execute(() -> tell(Delivery::stop)));
			this.sink.onRequest((_) -> this.executor.execute(() -> tell(Delivery::resume)));
		}

		private void tell(Consumer<Delivery> word) {
			if (this.delivery != null) {
				word.accept(this.delivery);
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
		public void begun(Delivery delivery) {
			this.delivery = delivery;
		}

		@Override
		public void next(Payload payload, byte[] hash) {
			byte[] json = payload.with(hash);
			this.sink.next(payload.isResumable() ? resumable(json, payload.hashAt(), payload.resumeEnd())
					: EventStream.next(json));
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
			this.sink.next(EventStream.next(
					EventStream.this.channels.encode(Results.failure(exception, EventStream.this.exceptionResolver))));
			this.sink.complete();
		}

	}

}
