package dev.plenum.platform.web;

import java.util.ArrayList;
import java.util.List;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the form in which it is sent, with encoded headers. It is immutable and
 * can be sent many times.
 *
 * @param status the status
 * @param headers the headers of the answer alone
 * @param plain the headers of the answer and of every response over an unencrypted
 * connection
 * @param secure the headers of the answer and of every response over an encrypted
 * connection
 * @param body the body, which is not sent with status 304
 */
record Form(HttpResponseStatus status, HttpHeaders headers, HttpHeaders plain, HttpHeaders secure, byte[] body) {

	private static final byte[] NOTHING = {};

	/**
	 * Creates a form with a body.
	 * @param status the status
	 * @param body the body, compressed if {@code zipped}
	 * @param zipped whether the body is compressed
	 * @param tag the strong entity tag; null for none
	 * @param common the headers of the answer in every form: names and values alternate
	 * @return the form
	 */
	static Form whole(HttpResponseStatus status, byte[] body, boolean zipped, @Nullable String tag,
			AsciiString[] common) {
		List<CharSequence> headers = new ArrayList<>(List.of(common));
		if (tag != null) {
			add(headers, HttpHeaderNames.ETAG, AsciiString.of(tag));
		}
		if (zipped) {
			add(headers, HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
		}
		add(headers, HttpHeaderNames.CONTENT_LENGTH, AsciiString.of(String.valueOf(body.length)));
		return of(status, headers, body);
	}

	/**
	 * Creates the form with status 304 for a client that has the body.
	 * @param tag the strong entity tag
	 * @param common the headers of the answer in every form: names and values alternate
	 * @return the form without a body
	 */
	static Form known(String tag, AsciiString[] common) {
		List<CharSequence> headers = new ArrayList<>();
		for (int i = 0; i < common.length; i += 2) {
			if (!HttpHeaderNames.CONTENT_TYPE.contentEqualsIgnoreCase(common[i])) {
				add(headers, common[i], common[i + 1]);
			}
		}
		add(headers, HttpHeaderNames.ETAG, AsciiString.of(tag));
		return of(HttpResponseStatus.NOT_MODIFIED, headers, NOTHING);
	}

	/**
	 * Encodes headers.
	 * @param headers the headers
	 * @return their names and values alternately
	 */
	static AsciiString[] bytes(org.springframework.http.HttpHeaders headers) {
		List<AsciiString> bytes = new ArrayList<>();
		headers.forEach((name, values) -> values.forEach((value) -> {
			bytes.add(AsciiString.of(name));
			bytes.add(AsciiString.of(value));
		}));
		return bytes.toArray(AsciiString[]::new);
	}

	/**
	 * Decodes headers.
	 * @param bytes their names and values alternately
	 * @return the headers
	 */
	static org.springframework.http.HttpHeaders headers(AsciiString[] bytes) {
		org.springframework.http.HttpHeaders headers = new org.springframework.http.HttpHeaders();
		for (int i = 0; i < bytes.length; i += 2) {
			headers.add(bytes[i].toString(), bytes[i + 1].toString());
		}
		return headers;
	}

	boolean isWithBody() {
		return !this.status.equals(HttpResponseStatus.NOT_MODIFIED);
	}

	private static Form of(HttpResponseStatus status, List<CharSequence> headers, byte[] body) {
		return new Form(status, together(EmptyHttpHeaders.INSTANCE, headers),
				together(SecurityHeaders.forData(false), headers), together(SecurityHeaders.forData(true), headers),
				body);
	}

	/**
	 * Combines headers in an object that needs little memory.
	 */
	private static HttpHeaders together(HttpHeaders first, List<CharSequence> second) {
		List<CharSequence> both = new ArrayList<>();
		first.iteratorCharSequence().forEachRemaining((header) -> add(both, header.getKey(), header.getValue()));
		both.addAll(second);
		return new ReadOnlyHttpHeaders(false, both.toArray(CharSequence[]::new));
	}

	private static void add(List<CharSequence> headers, CharSequence name, CharSequence value) {
		headers.add(name);
		headers.add(value);
	}

}
