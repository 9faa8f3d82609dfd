package dev.plenum.platform.web;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Adds security headers to every response. Responses are data: a browser must not show
 * them in a frame, execute them, or cache them unless the handler allows it. GraphiQL is
 * a page and may load only files and data of this server.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SecurityHeaders implements WebFilter {

	private static final String POLICY = "Content-Security-Policy";

	private static final String GRAPHIQL = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "font-src data:; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
			+ "form-action 'none'";

	private static final HttpHeaders PLAIN = bytes("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY",
			"Referrer-Policy", "no-referrer", POLICY, "default-src 'none'; frame-ancestors 'none'");

	private static final HttpHeaders SECURE = bytes("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		.add(PLAIN);

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		org.springframework.http.HttpHeaders headers = exchange.getResponse().getHeaders();
		forData(request.getSslInfo() != null || "https".equals(request.getURI().getScheme()))
			.forEach((header) -> headers.set(header.getKey(), header.getValue()));
		if (request.getPath().value().equals(GraphiQl.PATH)) {
			headers.set(POLICY, GRAPHIQL);
		}
		headers.setCacheControl(CacheControl.noStore());
		return chain.filter(exchange);
	}

	/**
	 * The security headers of data.
	 * @param secure whether the connection is encrypted
	 * @return the headers, which must not be changed
	 */
	static HttpHeaders forData(boolean secure) {
		return secure ? SECURE : PLAIN;
	}

	private static HttpHeaders bytes(String... namesAndValues) {
		HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			headers.add(AsciiString.of(namesAndValues[i]), AsciiString.of(namesAndValues[i + 1]));
		}
		return headers;
	}

}
