package dev.plenum.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.plenum.platform.SeenBefore;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a request asks, to the byte, as far as its answer can depend on the request: the
 * operation, the form of the answer, and the languages; and who asks, where that matters.
 */
final class Question {

	/** The object with its array and its strings, without what is in them. */
	private static final int OBJECTS = 200;

	private final boolean get;

	private final byte[] operation;

	private final @Nullable String accept;

	private final @Nullable String languages;

	private final @Nullable String authorization;

	private final int hash;

	/**
	 * A question that anybody may ask.
	 * @param get whether the request is {@code GET}; else it is {@code POST}
	 * @param operation the bytes of its body, or of its URL's query
	 * @param accept what it accepts, one for each header
	 * @param languages the languages that it accepts, one for each header
	 */
	Question(boolean get, byte[] operation, List<String> accept, List<String> languages) {
		this(get, operation, whole(accept), whole(languages), null);
	}

	private Question(boolean get, byte[] operation, @Nullable String accept, @Nullable String languages,
			@Nullable String authorization) {
		this.get = get;
		this.operation = operation;
		this.accept = accept;
		this.languages = languages;
		this.authorization = authorization;
		this.hash = 31 * SeenBefore.hash(operation) + Objects.hash(accept, languages, authorization);
	}

	/**
	 * The question of a request.
	 * @param request the request
	 * @param operation the bytes of its body, or of its URL's query
	 * @return the question, whoever asks
	 */
	static Question of(ServerHttpRequest request, byte[] operation) {
		HttpHeaders headers = request.getHeaders();
		return new Question(request.getMethod() == HttpMethod.GET, operation, headers.getOrEmpty(HttpHeaders.ACCEPT),
				headers.getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE));
	}

	/**
	 * The same question, asked by somebody.
	 * @param authorization what shows who it is, token and all: another token is somebody
	 * else
	 * @return their question
	 */
	Question by(String authorization) {
		return new Question(this.get, this.operation, this.accept, this.languages, authorization);
	}

	byte[] operation() {
		return this.operation;
	}

	boolean isGet() {
		return this.get;
	}

	/**
	 * How much memory it takes, roughly, in bytes.
	 */
	int weight() {
		return OBJECTS + this.operation.length + length(this.accept) + length(this.languages)
				+ length(this.authorization);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Question question && this.hash == question.hash && this.get == question.get
				&& Arrays.equals(this.operation, question.operation) && Objects.equals(this.accept, question.accept)
				&& Objects.equals(this.languages, question.languages)
				&& Objects.equals(this.authorization, question.authorization);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	private static @Nullable String whole(List<String> lines) {
		return switch (lines.size()) {
			case 0 -> null;
			case 1 -> lines.getFirst();
			default -> String.join("\n", lines);
		};
	}

	private static int length(@Nullable String text) {
		return (text != null) ? text.length() : 0;
	}

}
