package dev.plenum.platform.outbound;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A request.
 *
 * @param method the method; only GET follows redirects
 * @param url the absolute URL
 * @param headers the headers, except those of the connection
 * @param body the body; empty for none
 */
public record OutboundRequest(HttpMethod method, URI url, HttpHeaders headers, byte[] body) {

	/**
	 * A GET request without headers.
	 * @param url the absolute URL
	 * @return the request
	 */
	public static OutboundRequest get(URI url) {
		return new OutboundRequest(HttpMethod.GET, url, new HttpHeaders(), new byte[0]);
	}

	/**
	 * A POST request without headers.
	 * @param url the absolute URL
	 * @param body the body
	 * @return the request
	 */
	public static OutboundRequest post(URI url, byte[] body) {
		return new OutboundRequest(HttpMethod.POST, url, new HttpHeaders(), body);
	}

	/**
	 * Returns this request with another header.
	 * @param name the name of the header
	 * @param value its value
	 * @return the request
	 */
	public OutboundRequest header(String name, String value) {
		HttpHeaders more = new HttpHeaders();
		more.putAll(this.headers);
		more.set(name, value);
		return new OutboundRequest(this.method, this.url, more, this.body);
	}

	OutboundRequest to(URI location) {
		return new OutboundRequest(this.method, location, this.headers, this.body);
	}

}
