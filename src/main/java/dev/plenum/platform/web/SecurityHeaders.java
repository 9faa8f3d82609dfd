package dev.plenum.platform.web;

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
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("X-Frame-Options", "DENY");
		headers.set("Referrer-Policy", "no-referrer");
		headers.set("Content-Security-Policy", request.getPath().value().equals("/graphiql") ? GRAPHIQL : DATA);
		headers.setCacheControl(CacheControl.noStore());
		if (isSecure(request)) {
			headers.set("Strict-Transport-Security", TWO_YEARS);
		}
		return chain.filter(exchange);
	}

	/**
	 * A client that claims to be secure and is not tells it to itself alone.
	 */
	private static boolean isSecure(ServerHttpRequest request) {
		return request.getSslInfo() != null
				|| "https".equalsIgnoreCase(request.getHeaders().getFirst("X-Forwarded-Proto"));
	}

}
