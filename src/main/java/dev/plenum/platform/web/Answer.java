package dev.plenum.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.plenum.platform.Grounds;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * An answer in bytes. It may be given again as long as what it stands on holds; if it is
 * the same for everybody, whoever keeps it on the way must ask whether it still is, and
 * everything else is for nobody to keep.
 */
final class Answer implements ServerResponse {

	private static final int WORTH_COMPRESSING = 1024;

	private static final int TAG_BYTES = 15;

	private static final String GZIP = "gzip";

	private final HttpStatus status;

	private final HttpHeaders headers;

	private final byte[] body;

	private final Grounds.@Nullable Settled grounds;

	private final @Nullable String tag;

	private volatile byte @Nullable [] compressed;

	/**
	 * An answer.
	 * @param status its status
	 * @param headers its headers, without those that tell how to keep and encode it
	 * @param body its body
	 * @param grounds what it stands on; null if it cannot be given again
	 */
	Answer(HttpStatus status, HttpHeaders headers, byte[] body, Grounds.@Nullable Settled grounds) {
		this.status = status;
		this.headers = headers;
		this.body = body;
		this.grounds = grounds;
		boolean forEverybody = grounds != null && !grounds.personal();
		this.tag = forEverybody ? tag(body) : null;
		headers.setCacheControl(forEverybody ? "public, no-cache" : "private, no-store");
		headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
	}

	/**
	 * Whether it can be given to somebody else too.
	 * @param anonymous whether they ask without a token, and whoever it was made for did
	 * @return true if it stands on anything but who is asking
	 */
	boolean isFor(boolean anonymous) {
		return this.grounds != null && (anonymous || !this.grounds.personal());
	}

	boolean holds(Instant now) {
		return this.grounds != null && this.grounds.hold(now);
	}

	/**
	 * How much memory it takes, roughly, once it has been asked for compressed.
	 */
	int weight() {
		return this.body.length + this.body.length / 3 + 500;
	}

	@Override
	public HttpStatus statusCode() {
		return this.status;
	}

	@Override
	public HttpHeaders headers() {
		return this.headers;
	}

	@Override
	public MultiValueMap<String, ResponseCookie> cookies() {
		return CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>());
	}

	@Override
	public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
		return writeTo(exchange);
	}

	/**
	 * Answers a request: compressed if it takes that, and without the body if it has it.
	 * @param exchange the request and its response
	 * @return when it is written
	 */
	Mono<Void> writeTo(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpResponse response = exchange.getResponse();
		HttpHeaders told = response.getHeaders();
		response.setStatusCode(this.status);
		told.remove(HttpHeaders.CACHE_CONTROL);
		this.headers.forEach(told::addAll);
		boolean compress = this.grounds != null && this.body.length >= WORTH_COMPRESSING && accepts(request, GZIP);
		if (this.tag != null && request.getMethod() == HttpMethod.GET) {
			// Not the same bytes, so not the same tag.
			String strong = compress ? '"' + this.tag + "-z\"" : '"' + this.tag + '"';
			told.setETag(strong);
			if (isKnown(request.getHeaders(), strong)) {
				response.setStatusCode(HttpStatus.NOT_MODIFIED);
				told.remove(HttpHeaders.CONTENT_TYPE);
				return response.setComplete();
			}
		}
		if (compress) {
			told.set(HttpHeaders.CONTENT_ENCODING, GZIP);
		}
		byte[] bytes = compress ? compressed() : this.body;
		told.setContentLength(bytes.length);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
	}

	private byte[] compressed() {
		byte[] known = this.compressed;
		if (known == null) {
			known = compress(this.body);
			this.compressed = known;
		}
		return known;
	}

	private static boolean isKnown(HttpHeaders headers, String tag) {
		List<String> known = headers.get(HttpHeaders.IF_NONE_MATCH);
		return known != null && known.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map(String::strip)
			.anyMatch((one) -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
	}

	private static boolean accepts(ServerHttpRequest request, String encoding) {
		String accepted = request.getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING);
		return accepted != null && Arrays.stream(accepted.split(","))
			.map((one) -> one.replace(" ", ""))
			.anyMatch((one) -> one.equalsIgnoreCase(encoding)
					|| (one.regionMatches(true, 0, encoding + ";q=", 0, encoding.length() + 3)
							&& !one.matches(".*=0(\\.0*)?")));
	}

	private static byte[] compress(byte[] body) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3);
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static String tag(byte[] body) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
			return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
