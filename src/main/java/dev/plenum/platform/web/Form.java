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
	 * @param common the headers of the answer in every form, names and values in turn
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
	 * An answer for who has it.
	 * @param tag the strong entity tag
	 * @param common the headers of the answer in every form, names and values in turn
	 * @return the form, without a body
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
	 * Headers as forms have them.
	 * @param headers the headers
	 * @return their names and values in turn
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
	 * The same headers as Spring has them.
	 * @param bytes their names and values in turn
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
	 * Headers that take little memory.
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
