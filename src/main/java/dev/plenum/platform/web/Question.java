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
 * Everything in a request that its answer can depend on: the operation, the accepted
 * formats and languages, and for a personal answer the token. Questions are equal only if
 * all of it is equal byte by byte.
 */
final class Question {

	/** The memory of the object with an empty array and empty strings, in bytes. */
	private static final int OBJECTS = 200;

	private final boolean get;

	private final byte[] operation;

	private final @Nullable String accept;

	private final @Nullable String languages;

	private final @Nullable String authorization;

	/**
	 * The hash of the operation alone, which questions with and without a token share.
	 */
	private final int operationHash;

	private final int hash;

	/**
	 * Creates a question without a token.
	 * @param get whether the method is {@code GET}; otherwise it is {@code POST}
	 * @param operation the body, or the query of the URL
	 * @param accept the header fields Accept
	 * @param languages the header fields Accept-Language
	 */
	Question(boolean get, byte[] operation, List<String> accept, List<String> languages) {
		this(get, operation, SeenBefore.hash(operation), whole(accept), whole(languages), null);
	}

	private Question(boolean get, byte[] operation, int operationHash, @Nullable String accept,
			@Nullable String languages, @Nullable String authorization) {
		this.get = get;
		this.operation = operation;
		this.accept = accept;
		this.languages = languages;
		this.authorization = authorization;
		this.operationHash = operationHash;
		this.hash = 31 * operationHash + Objects.hash(accept, languages, authorization);
	}

	/**
	 * Creates the question of a request, without a token.
	 * @param request the request
	 * @param operation the body, or the query of the URL
	 * @return the question
	 */
	static Question of(ServerHttpRequest request, byte[] operation) {
		HttpHeaders headers = request.getHeaders();
		return new Question(request.getMethod() == HttpMethod.GET, operation, headers.getOrEmpty(HttpHeaders.ACCEPT),
				headers.getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE));
	}

	/**
	 * Creates the same question with a token. Another token makes another question, even
	 * if it has the same subject.
	 * @param authorization the header Authorization
	 * @return the question
	 */
	Question by(String authorization) {
		return new Question(this.get, this.operation, this.operationHash, this.accept, this.languages, authorization);
	}

	byte[] operation() {
		return this.operation;
	}

	boolean isGet() {
		return this.get;
	}

	/**
	 * The approximate memory in bytes.
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
