package dev.plenum.platform.broadcast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.ExecutionGraphQlRequest;

/**
 * The resume strings that a client sends with a connection. Each is used by one
 * subscription. Anything that is not a resume string is ignored, because a client that
 * sends one must be able to connect.
 */
public final class ResumeStrings {

	/** No resume strings. */
	public static final ResumeStrings NONE = new ResumeStrings(Stream.empty());

	private static final int MOST = 100;

	/** The number of characters of all strings, which a WebSocket can keep for long. */
	private static final int MOST_CHARACTERS = 8000;

	private final List<String> strings = new ArrayList<>(1);

	private ResumeStrings(Stream<?> values) {
		int characters = 0;
		for (Object value : values.limit(MOST).toList()) {
			if (value instanceof String string && string.length() <= MOST_CHARACTERS - characters) {
				this.strings.add(string);
				characters += string.length();
			}
		}
	}

	/**
	 * Reads the resume strings of a WebSocket.
	 * @param value the value of {@code resume} in the payload of {@code connection_init}
	 * @return the first 100 entries that are strings and have at most 8,000 characters
	 * together; {@link #NONE} if the value is not a list
	 */
	public static ResumeStrings of(@Nullable Object value) {
		return (value instanceof Collection<?> list && !list.isEmpty()) ? new ResumeStrings(list.stream()) : NONE;
	}

	/**
	 * Reads the resume string of a request for an event stream.
	 * @param id the header {@code Last-Event-ID}; null if there is none
	 * @return the string
	 */
	public static ResumeStrings ofEvent(@Nullable String id) {
		return (id != null) ? new ResumeStrings(Stream.of(id)) : NONE;
	}

	/**
	 * Makes these strings available to an operation.
	 * @param request the operation
	 */
	public void offerTo(ExecutionGraphQlRequest request) {
		if (this != NONE) {
			request.configureExecutionInput((_, input) -> input
				.graphQLContext((GraphQLContext.Builder context) -> context.of(ResumeStrings.class, this))
				.build());
		}
	}

	/**
	 * Removes the first resume string of a subscription.
	 * @param start the hash of the subscription and the separator
	 * @return the position in the resume string; null if there is none
	 */
	synchronized @Nullable String take(String start) {
		for (Iterator<String> all = this.strings.iterator(); all.hasNext();) {
			String string = all.next();
			if (string.startsWith(start)) {
				all.remove();
				return string.substring(start.length());
			}
		}
		return null;
	}

}
