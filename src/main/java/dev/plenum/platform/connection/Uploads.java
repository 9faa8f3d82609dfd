package dev.plenum.platform.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import io.netty.channel.Channel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Receives uploaded files. Until the caller is authorised, no more of a {@code PUT}
 * request is read than arrived with its head.
 */
@Component
public final class Uploads {

	private static final Duration SOON = Duration.ofSeconds(5);

	private final Semaphore places;

	private final InstantSource clock;

	Uploads(ConnectionSettings settings, InstantSource clock) {
		this.places = new Semaphore(settings.uploads());
		this.clock = clock;
	}

	/**
	 * Receives a file and processes it. Must be called after the authorisation of the
	 * caller.
	 * @param request a {@code PUT} request
	 * @param most the maximum size of the file
	 * @param process processes the content, which can be read once
	 * @param <T> the type of the result
	 * @return the result; the error {@link UploadTooLargeException} if the file is too
	 * large, {@code RATE_LIMITED} if too many files are being processed, or
	 * {@code UNAUTHENTICATED} if the caller's token expires before the whole file has
	 * been read
	 */
	public <T> Mono<T> receive(ServerRequest request, DataSize most, Function<Flux<DataBuffer>, Mono<T>> process) {
		return expiry().flatMap((expiresAt) -> {
			if (request.headers().contentLength().orElse(0) > most.toBytes()) {
				throw new UploadTooLargeException(most);
			}
			if (!this.places.tryAcquire()) {
				throw Problem.rateLimited("Too many files are being processed. Retry later.", SOON);
			}
			return process.apply(content(request, most).concatWith(unexpired(expiresAt)))
				.doFinally((_) -> this.places.release());
		});
	}

	/**
	 * Receives a file that is processed as a whole. Must be called after the
	 * authorisation of the caller.
	 * @param request a {@code PUT} request
	 * @param most the maximum size of the file
	 * @param process processes the file on a thread that may block
	 * @param <T> the type of the result
	 * @return the result; fails as the other method does, and with {@code BAD_INPUT} if
	 * the file is empty
	 */
	public <T> Mono<T> receiveBytes(ServerRequest request, DataSize most, Function<byte[], Mono<T>> process) {
		return receive(request, most,
				(content) -> DataBufferUtils.join(content)
					.map(Uploads::bytes)
					.switchIfEmpty(Mono.error(() -> Problem.badInput("The file is empty.")))
					.publishOn(Schedulers.boundedElastic())
					.flatMap(process));
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	/**
	 * Reads a switch of an upload.
	 * @param request the request
	 * @param name the name of the parameter
	 * @return true for {@code name=true} and for the name alone; false without the
	 * parameter. Any other value is BAD_INPUT
	 */
	public static boolean flag(ServerRequest request, String name) {
		return switch (request.queryParam(name).orElse("false")) {
			case "true", "" -> true;
			case "false" -> false;
			default -> throw Problem.badInput("Give %s=true or %s=false.".formatted(name, name), name);
		};
	}

	private static Flux<DataBuffer> content(ServerRequest request, DataSize most) {
		AtomicLong size = new AtomicLong();
		ServerHttpRequest received = request.exchange().getRequest();
		return received.getBody().doOnSubscribe((_) -> want(received)).doOnNext((part) -> {
			if (size.addAndGet(part.readableByteCount()) > most.toBytes()) {
				DataBufferUtils.release(part);
				throw new UploadTooLargeException(most);
			}
		});
	}

	/**
	 * The time when the caller's token expires.
	 */
	private static Mono<Instant> expiry() {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.ofType(JwtAuthenticationToken.class)
			.mapNotNull((authentication) -> authentication.getToken().getExpiresAt())
			.defaultIfEmpty(Instant.MAX);
	}

	private <T> Mono<T> unexpired(Instant expiresAt) {
		return Mono.defer(() -> this.clock.instant().isBefore(expiresAt) ? Mono.empty() : Mono
			.error(() -> Problem.of(ErrorCode.UNAUTHENTICATED,
					"The token expired before the whole file was received. Send the file again with another token.")));
	}

	private static void want(ServerHttpRequest request) {
		HttpServerRequest sent = ServerHttpRequestDecorator.getNativeRequest(request);
		sent.withConnection((connection) -> {
			Channel channel = connection.channel();
			RequestGuard guard = channel.pipeline().get(RequestGuard.class);
			if (guard != null) {
				channel.eventLoop().execute(guard::want);
			}
		});
	}

}
