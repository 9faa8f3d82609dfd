package dev.plenum.platform.web;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Tells browsers with every response what not to do with it. What is answered is data: it
 * is shown in no frame, run as no script and, unless who answers knows better, kept in no
 * cache. GraphiQL is a page, made of parts that come from esm.sh.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SecurityHeaders implements WebFilter {

	/** What a proxy in front says of how it was asked. */
	static final String PROTOCOL = "X-Forwarded-Proto";

	private static final String POLICY = "Content-Security-Policy";

	private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

	private static final String GRAPHIQL = "default-src 'self'; script-src 'self' 'unsafe-inline' blob: data: https://esm.sh; "
			+ "worker-src 'self' blob: https://esm.sh; style-src 'self' 'unsafe-inline' https://esm.sh; "
			+ "font-src 'self' data: https://esm.sh; img-src 'self' data: https:; "
			+ "connect-src 'self' ws: wss: https://esm.sh; frame-ancestors 'none'; base-uri 'none'";

	private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		HttpHeaders headers = exchange.getResponse().getHeaders();
		tell(headers::set, request.getSslInfo() != null, request.getHeaders().getFirst(PROTOCOL));
		if (request.getPath().value().equals("/graphiql")) {
			headers.set(POLICY, GRAPHIQL);
		}
		headers.setCacheControl(CacheControl.noStore());
		return chain.filter(exchange);
	}

	/**
	 * Tells what holds for data.
	 * @param header takes each header
	 * @param encrypted whether the connection is
	 * @param protocol what the request says that it was sent by; null if it says nothing.
	 * A client that claims to be secure and is not tells it to itself alone
	 */
	static void tell(BiConsumer<String, String> header, boolean encrypted, @Nullable String protocol) {
		header.accept("X-Content-Type-Options", "nosniff");
		header.accept("X-Frame-Options", "DENY");
		header.accept("Referrer-Policy", "no-referrer");
		header.accept(POLICY, DATA);
		if (encrypted || "https".equalsIgnoreCase(protocol)) {
			header.accept("Strict-Transport-Security", TWO_YEARS);
		}
	}

}
