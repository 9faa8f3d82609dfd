package dev.plenum.platform.web;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes over the wire. It is written many times, so its headers are bytes
 * already.
 */
final class Form {

	private static final byte[] NOTHING = {};

	private final HttpResponseStatus status;

	private final HttpHeaders headers;

	private final HttpHeaders plain;

	private final HttpHeaders secure;

	private final byte[] body;

	private Form(HttpResponseStatus status, HttpHeaders headers, byte[] body) {
		this.status = status;
		this.headers = headers;
		this.plain = together(SecurityHeaders.forData(false), headers);
		this.secure = together(SecurityHeaders.forData(true), headers);
		this.body = body;
	}

	/**
	 * An answer with its body.
	 * @param status its status
	 * @param body its bytes, as they are sent
	 * @param zipped whether they are compressed
	 * @param tag the strong entity tag; null for none
	 * @param common the headers of the answer in every form
	 * @return the form
	 */
	static Form whole(HttpResponseStatus status, byte[] body, boolean zipped, @Nullable String tag,
			org.springframework.http.HttpHeaders common) {
		HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
		common.forEach((name, values) -> values.forEach((value) -> add(headers, name, value)));
		if (tag != null) {
			add(headers, HttpHeaderNames.ETAG, tag);
		}
		if (zipped) {
			add(headers, HttpHeaderNames.CONTENT_ENCODING, "gzip");
		}
		add(headers, HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
		return new Form(status, headers, body);
	}

	/**
	 * An answer for who has it.
	 * @param tag the strong entity tag
	 * @param common the headers of the answer in every form
	 * @return the form, without a body
	 */
	static Form known(String tag, org.springframework.http.HttpHeaders common) {
		HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
		common.forEach((name, values) -> {
			if (!HttpHeaderNames.CONTENT_TYPE.contentEqualsIgnoreCase(name)) {
				values.forEach((value) -> add(headers, name, value));
			}
		});
		add(headers, HttpHeaderNames.ETAG, tag);
		return new Form(HttpResponseStatus.NOT_MODIFIED, headers, NOTHING);
	}

	HttpResponseStatus status() {
		return this.status;
	}

	/**
	 * The headers that belong to the answer, for nobody to change.
	 */
	HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * All headers of the response, for nobody to change.
	 * @param secure whether it is sent over an encrypted connection
	 */
	HttpHeaders allHeaders(boolean secure) {
		return secure ? this.secure : this.plain;
	}

	/**
	 * The bytes of the body, which are not sent with {@code 304}.
	 */
	byte[] body() {
		return this.body;
	}

	boolean isWithBody() {
		return !this.status.equals(HttpResponseStatus.NOT_MODIFIED);
	}

	private static HttpHeaders together(HttpHeaders first, HttpHeaders second) {
		return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders().add(first).add(second);
	}

	private static void add(HttpHeaders headers, CharSequence name, String value) {
		headers.add(AsciiString.of(name), AsciiString.of(value));
	}

}
