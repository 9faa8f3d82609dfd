package dev.plenum.platform.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.plenum.platform.graphql.ExceptionResolver;
import graphql.ExecutionResult;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

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

	private final JsonMapper json;

	private final ExceptionResolver exceptionResolver;

	private final OpenStreams streams;

	private final Duration keepAlive;

	EventStream(JsonMapper json, ExceptionResolver exceptionResolver, OpenStreams streams, WebSettings settings) {
		this.json = json;
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
		Flux<byte[]> events = events(Results.of(response.getExecutionResult()));
		return ServerResponse.ok()
			.headers((headers) -> headers.putAll(response.getResponseHeaders()))
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.cacheControl(CacheControl.noCache())
			.header("X-Accel-Buffering", "no")
			.body((message, _) -> message
				.writeAndFlushWith(events.map((event) -> Mono.just(message.bufferFactory().wrap(event)))));
	}

	private Flux<byte[]> events(Flux<ExecutionResult> results) {
		Flux<byte[]> events = results.map(this::next)
			.onErrorResume((ex) -> Mono.just(next(Results.failure(ex, this.exceptionResolver))))
			.concatWithValues(COMPLETE);
		Flux<byte[]> comments = Flux.interval(this.keepAlive).onBackpressureDrop().map((_) -> COMMENT);
		return untilStop(Flux.merge(1, comments, events).startWith(COMMENT).takeUntil((event) -> event == COMPLETE));
	}

	private Flux<byte[]> untilStop(Publisher<byte[]> events) {
		return Flux.defer(() -> {
			Sinks.Empty<Void> stop = Sinks.empty();
			Disposable stream = stop::tryEmitEmpty;
			this.streams.add(stream);
			return Flux.from(events).takeUntilOther(stop.asMono()).doFinally((_) -> this.streams.remove(stream));
		});
	}

	private byte[] next(ExecutionResult result) {
		ByteArrayOutputStream event = new ByteArrayOutputStream(512);
		event.writeBytes(NEXT);
		this.json.writeValue(event, result.toSpecification());
		event.writeBytes(END);
		return event.toByteArray();
	}

}
