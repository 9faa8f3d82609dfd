package dev.plenum.platform.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Returns tokens to clients on this machine. It refuses a request that a proxy forwarded
 * or that has another host name than localhost, because it may come from elsewhere: for
 * example from a page whose host name an attacker resolves to the loopback address.
 */
final class LocalTokenHandler {

	private static final int MAX_LENGTH = 100;

	private final LocalTokens tokens;

	LocalTokenHandler(LocalTokens tokens) {
		this.tokens = tokens;
	}

	Mono<ServerResponse> token(ServerRequest request) {
		if (!isLocal(request)) {
			return text(HttpStatus.FORBIDDEN,
					"Tokens are available on this machine only. Use http://localhost without a proxy.");
		}
		String subject = request.queryParam("subject").orElse("");
		if (subject.isBlank() || subject.length() > MAX_LENGTH) {
			return text(HttpStatus.BAD_REQUEST,
					"Set the subject to 1 to " + MAX_LENGTH + " characters, as in /local/token?subject=attendee.");
		}
		return text(HttpStatus.OK, this.tokens.token(subject));
	}

	private static boolean isLocal(ServerRequest request) {
		boolean loopback = request.remoteAddress()
			.map(InetSocketAddress::getAddress)
			.filter(InetAddress::isLoopbackAddress)
			.isPresent();
		HttpHeaders sent = sentHeaders(request);
		return loopback && !isForwarded(sent) && isLocalName(sent.get("Host"));
	}

	/**
	 * The headers as they were sent. Spring removes forwarded headers from a request when
	 * it evaluates them.
	 */
	private static HttpHeaders sentHeaders(ServerRequest request) {
		HttpServerRequest sent = ServerHttpRequestDecorator.getNativeRequest(request.exchange().getRequest());
		return sent.requestHeaders();
	}

	private static boolean isForwarded(HttpHeaders headers) {
		return headers.names()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.anyMatch((name) -> name.equals("forwarded") || name.startsWith("x-forwarded-"));
	}

	private static boolean isLocalName(@Nullable String host) {
		return host != null && host.toLowerCase(Locale.ROOT).matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
	}

	private static Mono<ServerResponse> text(HttpStatus status, String text) {
		return ServerResponse.status(status)
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.TEXT_PLAIN)
			.bodyValue(text);
	}

}
