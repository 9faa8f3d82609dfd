package dev.plenum.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Gives kept answers to those who ask without a token, before anything is done for the
 * request that the answer does not need. All other requests go on as they came.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class AnswerFilter implements WebFilter {

	private final KeptAnswers answers;

	private final long maxBodySize;

	AnswerFilter(KeptAnswers answers, WebSettings settings) {
		this.answers = answers;
		this.maxBodySize = settings.maxBodySize().toBytes();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		HttpHeaders headers = request.getHeaders();
		if (!WebConfiguration.PATH.equals(request.getURI().getPath()) || isSpecial(headers)) {
			return chain.filter(exchange);
		}
		if (request.getMethod() == HttpMethod.GET) {
			String query = request.getURI().getRawQuery();
			Answer answer = (query != null)
					? this.answers.find(new Question(request, query.getBytes(StandardCharsets.ISO_8859_1)), true)
					: null;
			return (answer != null) ? answer.writeTo(exchange) : chain.filter(exchange);
		}
		if (request.getMethod() == HttpMethod.POST && isJson(headers.getFirst(HttpHeaders.CONTENT_TYPE))
				&& isShort(headers.getContentLength())) {
			return DataBufferUtils.join(request.getBody()).flatMap((body) -> filter(exchange, chain, body));
		}
		return chain.filter(exchange);
	}

	private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, DataBuffer body) {
		byte[] operation = new byte[body.readableByteCount()];
		body.read(operation);
		DataBufferUtils.release(body);
		Answer answer = this.answers.find(new Question(exchange.getRequest(), operation), true);
		return (answer != null) ? answer.writeTo(exchange)
				: chain.filter(exchange.mutate().request(new Unread(exchange.getRequest(), operation)).build());
	}

	/**
	 * Who has a token, who sits in a browser on another site's page and who wants a
	 * socket is seen to elsewhere.
	 */
	private static boolean isSpecial(HttpHeaders headers) {
		return headers.containsHeader(HttpHeaders.AUTHORIZATION) || headers.containsHeader(HttpHeaders.COOKIE)
				|| headers.containsHeader(HttpHeaders.ORIGIN) || headers.containsHeader(HttpHeaders.UPGRADE);
	}

	private boolean isShort(long length) {
		return length > 0 && length <= this.maxBodySize;
	}

	private static boolean isJson(@Nullable String type) {
		return "application/json".equals(type) || (type != null
				&& type.toLowerCase(Locale.ROOT).matches("application/json *(; *charset=\"?utf-8\"?)?"));
	}

	/**
	 * A request whose body was read, and can be read again.
	 */
	private static final class Unread extends ServerHttpRequestDecorator {

		private final byte[] body;

		Unread(ServerHttpRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(this.body)));
		}

	}

}
