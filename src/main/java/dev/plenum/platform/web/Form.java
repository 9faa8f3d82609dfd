package dev.plenum.platform.web;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes over the wire. It is written many times, so its headers are bytes
 * already; none of them is for anybody to change.
 *
 * @param status the status
 * @param headers the headers that belong to the answer
 * @param plain those and the ones of every response over a connection that is not
 * encrypted
 * @param secure the same for an encrypted one
 * @param body the bytes of the body, which are not sent with {@code 304}
 */
record Form(HttpResponseStatus status, HttpHeaders headers, HttpHeaders plain, HttpHeaders secure, byte[] body) {

	private static final byte[] NOTHING = {};

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
		return of(status, headers, body);
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
		return of(HttpResponseStatus.NOT_MODIFIED, headers, NOTHING);
	}

	boolean isWithBody() {
		return !this.status.equals(HttpResponseStatus.NOT_MODIFIED);
	}

	private static Form of(HttpResponseStatus status, HttpHeaders headers, byte[] body) {
		return new Form(status, headers, together(SecurityHeaders.forData(false), headers),
				together(SecurityHeaders.forData(true), headers), body);
	}

	private static HttpHeaders together(HttpHeaders first, HttpHeaders second) {
		return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders().add(first).add(second);
	}

	private static void add(HttpHeaders headers, CharSequence name, String value) {
		headers.add(AsciiString.of(name), AsciiString.of(value));
	}

}
