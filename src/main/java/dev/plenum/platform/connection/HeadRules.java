package dev.plenum.platform.connection;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.Map.Entry;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * The rules of RFC 9110 and RFC 9112 for the head of a request that Netty does not check.
 */
final class HeadRules {

	/**
	 * Fields that may occur only once in a request.
	 */
	private static final AsciiString[] SINGLE = { HttpHeaderNames.HOST, HttpHeaderNames.AUTHORIZATION,
			HttpHeaderNames.CONTENT_TYPE, HttpHeaderNames.ORIGIN, HttpHeaderNames.EXPECT };

	private static final int HOST = 0;

	private static final int MAX_PORT = 65_535;

	private static final int ASCII = 127;

	/** More than this number of media types is not parsed. */
	private static final int MOST_ACCEPTED = 50;

	private HeadRules() {
	}

	/**
	 * Checks the head of a request.
	 * @param request the request
	 * @param onlyAscii whether it is known to have no octet above 127
	 * @return the reason for a refusal; null if it is valid
	 */
	static @Nullable Rejection check(HttpRequest request, boolean onlyAscii) {
		if (request.decoderResult().isFailure()) {
			return ofDecoder(request.decoderResult());
		}
		HttpVersion version = request.protocolVersion();
		if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
			return ofVersion(version);
		}
		if (!onlyAscii && !isAscii(request.uri())) {
			return Rejection.badRequest("Octets above 127 in the request target must be percent-encoded.");
		}
		int found = 0;
		int accepted = 0;
		for (Iterator<Entry<CharSequence, CharSequence>> fields = request.headers().iteratorCharSequence(); fields
			.hasNext();) {
			Entry<CharSequence, CharSequence> field = fields.next();
			int single = single(field.getKey());
			if (single >= 0) {
				if ((found & 1 << single) != 0) {
					return Rejection.badRequest("The header field " + SINGLE[single] + " occurs more than once.");
				}
				found |= 1 << single;
			}
			if (HttpHeaderNames.ACCEPT.contentEqualsIgnoreCase(field.getKey())) {
				accepted += 1 + commas(field.getValue());
			}
			Rejection rejection = ofField(field.getKey(), field.getValue(), onlyAscii);
			if (rejection != null) {
				return rejection;
			}
		}
		if (accepted > MOST_ACCEPTED) {
			return Rejection.badRequest("The header field Accept has more than " + MOST_ACCEPTED + " media types.");
		}
		return ((found & 1 << HOST) == 0 && version.equals(HttpVersion.HTTP_1_1))
				? Rejection.badRequest("An HTTP/1.1 request needs the header field Host.") : null;
	}

	/**
	 * Adds the field Host to a request of HTTP/1.0 that has none.
	 * @param request the request
	 * @param local the address that the client connected to; null if it is not known
	 */
	static void complete(HttpRequest request, @Nullable SocketAddress local) {
		if (!request.headers().contains(HttpHeaderNames.HOST)) {
			request.headers()
				.set(HttpHeaderNames.HOST, (local instanceof InetSocketAddress address)
						? NetUtil.toSocketAddressString(address) : "localhost");
		}
	}

	/**
	 * The refusal of a request that cannot be decoded.
	 * @param result the failure
	 * @return the refusal
	 */
	static Rejection ofDecoder(DecoderResult result) {
		return switch (result.cause()) {
			case TooLongHttpLineException _ ->
				Rejection.of(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long. Use POST.");
			case TooLongHttpHeaderException _ ->
				Rejection.of(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header fields are too large.");
			default -> Rejection.badRequest("This is not a valid HTTP/1.1 request.");
		};
	}

	private static Rejection ofVersion(HttpVersion version) {
		return version.protocolName().equals("HTTP")
				? Rejection.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
						"This version of HTTP is not supported. Use HTTP/1.1.")
				: Rejection.badRequest("This is not a valid HTTP/1.1 request.");
	}

	private static @Nullable Rejection ofField(CharSequence name, CharSequence value, boolean onlyAscii) {
		if (!onlyAscii && !isAscii(value)) {
			return Rejection.badRequest("The header field " + name + " has octets above 127.");
		}
		return switch (name.length()) {
			case 4 -> (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name) && !isHost(value.toString()))
					? Rejection.badRequest("The header field Host must be a host, or a host and a port.") : null;
			case 17 -> (HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)
					&& !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(value))
							? Rejection.badRequest("The only Transfer-Encoding that is supported is chunked.") : null;
			default -> null;
		};
	}

	private static int commas(CharSequence value) {
		int commas = 0;
		for (int i = 0; i < value.length(); i++) {
			commas += (value.charAt(i) == ',') ? 1 : 0;
		}
		return commas;
	}

	private static int single(CharSequence name) {
		for (int i = 0; i < SINGLE.length; i++) {
			if (SINGLE[i].length() == name.length() && SINGLE[i].contentEqualsIgnoreCase(name)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isAscii(CharSequence text) {
		return text.chars().allMatch((c) -> c <= ASCII);
	}

	/**
	 * Whether a text is a valid value of the field Host: a host, a host and a port, or
	 * empty for a target without an authority.
	 * @param text the value of the field
	 */
	static boolean isHost(String text) {
		boolean address = text.startsWith("[");
		int end = address ? text.indexOf(']') + 1 : text.indexOf(':');
		if (end < 0) {
			end = text.length();
		}
		if (end == 0) {
			return text.isEmpty();
		}
		for (int i = 0; i < end; i++) {
			char c = text.charAt(i);
			if (!isLetterOrDigit(c) && c != '.'
					&& (address ? c != ':' && c != '[' && c != ']' : c != '-' && c != '_')) {
				return false;
			}
		}
		return end == text.length() || isPort(text, end);
	}

	private static boolean isPort(String text, int colon) {
		int digits = text.length() - colon - 1;
		if (text.charAt(colon) != ':' || digits < 1 || digits > 5) {
			return false;
		}
		int port = 0;
		for (int i = colon + 1; i < text.length(); i++) {
			int digit = text.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return false;
			}
			port = 10 * port + digit;
		}
		return port <= MAX_PORT;
	}

	private static boolean isLetterOrDigit(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
	}

}
