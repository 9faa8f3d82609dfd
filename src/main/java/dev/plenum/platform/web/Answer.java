package dev.plenum.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.Sha256;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * An encoded answer. It can be sent again as long as its {@link Grounds} hold. Shared
 * caches may keep an answer that is the same for all callers, and must revalidate it. No
 * cache may keep any other answer.
 */
final class Answer implements ServerResponse {

	private static final int WORTH_COMPRESSING = 1024;

	private static final int TAG_BYTES = 15;

	/** The memory of the answer with its headers, in bytes. */
	private static final int OBJECTS = 1300;

	/** The memory of a form without its body, in bytes. */
	private static final int FORM = 600;

	/** The memory of the reference to a snapshot, in bytes. */
	private static final int SNAPSHOT = 50;

	private static final String GZIP = "gzip";

	private static final String GZIP_AT = GZIP + ";q=";

	private final HttpStatus status;

	/** The headers of every form: names and values alternate. */
	private final AsciiString[] headers;

	private final byte[] body;

	private final Grounds.@Nullable Settled grounds;

	private final @Nullable String tag;

	/** Each form is created on its first use. Concurrent threads create equal forms. */
	private final @Nullable Form[] forms = new Form[6];

	private byte @Nullable [] compressed;

	/**
	 * Creates an answer.
	 * @param status its status
	 * @param headers its headers, without those for caching and encoding
	 * @param body its body
	 * @param grounds the state that it depends on; null if it cannot be sent again
	 */
	Answer(HttpStatus status, HttpHeaders headers, byte[] body, Grounds.@Nullable Settled grounds) {
		this.status = status;
		this.body = body;
		this.grounds = grounds;
		boolean forEverybody = grounds != null && !grounds.personal();
		this.tag = forEverybody ? tag(body) : null;
		headers.setCacheControl(forEverybody ? "public, no-cache" : "private, no-store");
		headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		this.headers = Form.bytes(headers);
	}

	/**
	 * Whether it can be sent again.
	 * @return false if it is unknown how long it is correct
	 */
	boolean isKept() {
		return this.grounds != null;
	}

	/**
	 * Whether it depends on the caller.
	 * @return true if no other caller may receive it
	 */
	boolean isPersonal() {
		return this.grounds == null || this.grounds.personal();
	}

	boolean holds(Instant now) {
		return this.grounds != null && this.grounds.hold(now);
	}

	/**
	 * Notes that it is sent again, so that the snapshots it depends on stay in memory.
	 */
	void use() {
		if (this.grounds != null) {
			this.grounds.use();
		}
	}

	/**
	 * The approximate maximum memory, when all of its forms exist.
	 * @param get whether it is kept for requests with the method {@code GET}
	 * @return the number of bytes
	 */
	int weight(boolean get) {
		int encodings = isWorthCompressing() ? 2 : 1;
		int forms = encodings * ((get && this.tag != null) ? 2 : 1);
		int snapshots = (this.grounds != null) ? this.grounds.snapshots().size() : 0;
		return OBJECTS + forms * FORM + snapshots * SNAPSHOT + encodings * this.body.length;
	}

	@Override
	public HttpStatus statusCode() {
		return this.status;
	}

	@Override
	public HttpHeaders headers() {
		return Form.headers(this.headers);
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
	 * Answers a request: compressed if the client accepts it, and without a body if the
	 * client already has it.
	 * @param exchange the request and its response
	 * @return completes when the answer is written
	 */
	Mono<Void> writeTo(ServerWebExchange exchange) {
		HttpHeaders asked = exchange.getRequest().getHeaders();
		ServerHttpResponse response = exchange.getResponse();
		Form form = form(exchange.getRequest().getMethod() == HttpMethod.GET,
				asked.getFirst(HttpHeaders.ACCEPT_ENCODING), asked.getOrEmpty(HttpHeaders.IF_NONE_MATCH));
		response.setStatusCode(HttpStatusCode.valueOf(form.status().code()));
		response.getHeaders().remove(HttpHeaders.CACHE_CONTROL);
		form.headers().forEach((header) -> response.getHeaders().add(header.getKey(), header.getValue()));
		return form.isWithBody() ? response.writeWith(Mono.just(response.bufferFactory().wrap(form.body())))
				: response.setComplete();
	}

	/**
	 * The form of the answer for a request.
	 * @param get whether the method is {@code GET}; only such requests can be answered
	 * with 304
	 * @param encodings the header Accept-Encoding; null if there is none
	 * @param known the headers If-None-Match, each with one or more entity tags
	 * @return the form
	 */
	Form form(boolean get, @Nullable String encodings, List<String> known) {
		boolean zipped = isWorthCompressing() && acceptsGzip(encodings);
		boolean tagged = get && this.tag != null;
		boolean isKnown = tagged && !known.isEmpty() && isKnown(known, strong(zipped));
		int kind = (zipped ? 1 : 0) + (tagged ? 2 : 0) + (isKnown ? 2 : 0);
		Form form = this.forms[kind];
		if (form == null) {
			form = isKnown ? Form.known(strong(zipped), this.headers)
					: Form.whole(HttpResponseStatus.valueOf(this.status.value()), zipped ? compressed() : this.body,
							zipped, tagged ? strong(zipped) : null, this.headers);
			this.forms[kind] = form;
		}
		return form;
	}

	private boolean isWorthCompressing() {
		return this.grounds != null && this.body.length >= WORTH_COMPRESSING;
	}

	private byte[] compressed() {
		byte[] known = this.compressed;
		if (known == null) {
			known = compress(this.body);
			this.compressed = known;
		}
		return known;
	}

	/**
	 * The strong entity tag of the answer in one encoding. Each encoding has other bytes
	 * and so another tag.
	 */
	private String strong(boolean zipped) {
		return '"' + this.tag + (zipped ? "-z\"" : "\"");
	}

	private static boolean isKnown(List<String> known, String tag) {
		return known.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map(String::strip)
			.anyMatch((one) -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
	}

	private static boolean acceptsGzip(@Nullable String accepted) {
		return accepted != null && Arrays.stream(accepted.split(","))
			.map((one) -> one.replace(" ", ""))
			.anyMatch((one) -> one.equalsIgnoreCase(GZIP)
					|| (one.regionMatches(true, 0, GZIP_AT, 0, GZIP_AT.length()) && !one.matches(".*=0(\\.0*)?")));
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
		return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(Sha256.of(body), TAG_BYTES));
	}

}
