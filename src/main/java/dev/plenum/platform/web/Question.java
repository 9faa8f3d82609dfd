package dev.plenum.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a request asks, to the byte, as far as its answer can depend on the request: the
 * operation, the form of the answer, and the languages. Not who asks.
 */
final class Question {

	private final HttpMethod method;

	private final byte[] operation;

	private final @Nullable String accept;

	private final @Nullable String languages;

	private final int hash;

	/**
	 * The question of a request.
	 * @param request the request
	 * @param operation the bytes of its body, or of its URL's query
	 */
	Question(ServerHttpRequest request, byte[] operation) {
		this.method = request.getMethod();
		this.operation = operation;
		this.accept = whole(request.getHeaders().get(HttpHeaders.ACCEPT));
		this.languages = whole(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
		this.hash = 31 * Arrays.hashCode(operation) + Objects.hash(this.accept, this.languages);
	}

	byte[] operation() {
		return this.operation;
	}

	/**
	 * How much memory it takes, roughly.
	 */
	int weight() {
		return this.operation.length + length(this.accept) + length(this.languages);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Question question && this.hash == question.hash && this.method.equals(question.method)
				&& Arrays.equals(this.operation, question.operation) && Objects.equals(this.accept, question.accept)
				&& Objects.equals(this.languages, question.languages);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	private static @Nullable String whole(@Nullable List<String> lines) {
		return (lines == null || lines.isEmpty()) ? null
				: (lines.size() == 1) ? lines.getFirst() : String.join("\n", lines);
	}

	private static int length(@Nullable String text) {
		return (text != null) ? text.length() : 0;
	}

}
