package dev.plenum.platform.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.plenum.platform.Echo;
import dev.plenum.platform.graphql.PersistedDocuments;
import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;

/**
 * Reads the parameters of a GraphQL request. It is strict: text must be UTF-8, JSON must
 * be complete, and every parameter must have the right type.
 */
public final class GraphQlParameters {

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNumberLength(Echo.LONGEST_TOKEN)
				.maxNameLength(Echo.LONGEST_TOKEN)
				.build())
			.build())
		.build();

	private GraphQlParameters() {
	}

	/**
	 * Reads the body of a POST request.
	 * @param body the body
	 * @return the request
	 * @throws Problem if the body is not a JSON object, or a parameter is invalid
	 */
	static GraphQlRequest ofBody(byte[] body) {
		return ofJson(parse(text(body), "The body"));
	}

	/**
	 * Reads the query of a GET request's URI.
	 * @param uri the URI
	 * @return the request
	 * @throws Problem if a parameter is invalid
	 */
	static GraphQlRequest ofQuery(URI uri) {
		Map<String, String> parameters = new HashMap<>();
		String query = uri.getRawQuery();
		for (String pair : (query != null) ? query.split("&") : new String[0]) {
			int equals = pair.indexOf('=');
			String name = decode((equals < 0) ? pair : pair.substring(0, equals));
			if (parameters.put(name, decode((equals < 0) ? "" : pair.substring(equals + 1))) != null) {
				throw Problem.badInput("The parameter '" + name + "' occurs more than once in the URL.");
			}
		}
		return request(parameters.get("query"), parameters.get("documentId"),
				emptyToNull(parameters.get("operationName")), parseNullable(parameters.get("variables"), "'variables'"),
				parseNullable(parameters.get("extensions"), "'extensions'"));
	}

	/**
	 * Reads parameters from parsed JSON.
	 * @param parameters a JSON value of any type
	 * @return the request
	 * @throws Problem if the value is not an object, or a parameter is invalid
	 */
	public static GraphQlRequest ofJson(@Nullable Object parameters) {
		if (!(parameters instanceof Map<?, ?> map)) {
			throw Problem.badInput((parameters instanceof Iterable<?>) ? "Send one operation per request, not an array."
					: "The request must be a JSON object with a 'query'.");
		}
		return request(map.get("query"), map.get("documentId"), map.get("operationName"), map.get("variables"),
				map.get("extensions"));
	}

	/**
	 * Parses complete JSON.
	 * @param text the text
	 * @param what the subject of an error message, such as "The body"
	 * @return the value: a map, a list, a string, a number, a boolean or null
	 * @throws Problem if it is not JSON
	 */
	public static @Nullable Object parse(String text, String what) {
		try {
			return JSON.readValue(text, Object.class);
		}
		catch (StreamConstraintsException ex) {
			throw Problem.badInput("%s has a number or a name of more than %d characters, or is nested too deeply."
				.formatted(what, Echo.LONGEST_TOKEN));
		}
		catch (JacksonException ex) {
			TokenStreamLocation place = ex.getLocation();
			throw Problem.badInput(what + " is not valid JSON"
					+ ((place != null) ? ": see line " + place.getLineNr() + ", column " + place.getColumnNr() : "")
					+ ".");
		}
	}

	/**
	 * Decodes UTF-8.
	 * @param bytes the bytes
	 * @return the text
	 * @throws CharacterCodingException if the bytes are not valid UTF-8
	 */
	public static String decode(ByteBuffer bytes) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
	}

	private static String text(byte[] bytes) {
		try {
			return decode(ByteBuffer.wrap(bytes));
		}
		catch (CharacterCodingException ex) {
			throw Problem.badInput("The text is not UTF-8.");
		}
	}

	private static String decode(String part) {
		try {
			byte[] bytes = URLDecoder.decode(part, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
			return text(bytes);
		}
		catch (IllegalArgumentException ex) {
			throw Problem.badInput("The URL is not correctly percent-encoded.");
		}
	}

	private static @Nullable Object parseNullable(@Nullable String text, String what) {
		return (text != null && !text.isEmpty()) ? parse(text, what) : null;
	}

	private static @Nullable String emptyToNull(@Nullable String text) {
		return (text != null && text.isEmpty()) ? null : text;
	}

	private static GraphQlRequest request(@Nullable Object query, @Nullable Object documentId,
			@Nullable Object operationName, @Nullable Object variables, @Nullable Object extensions) {
		Map<String, Object> more = (documentId instanceof String id) ? PersistedDocuments.named(id)
				: object(extensions, "extensions");
		if (operationName != null && !(operationName instanceof String)) {
			throw Problem.badInput("'operationName' must be a string or null.");
		}
		return new DefaultGraphQlRequest(document(query, more), (String) operationName, object(variables, "variables"),
				more);
	}

	private static String document(@Nullable Object query, @Nullable Map<String, Object> extensions) {
		if (query instanceof String document && !document.isBlank()) {
			return document;
		}
		if ((query == null || query instanceof String) && extensions != null
				&& PersistedDocuments.isNamed(extensions)) {
			return PersistedDocuments.UNSENT;
		}
		throw Problem.badInput("'query' must be a GraphQL document.");
	}

	@SuppressWarnings("unchecked")
	private static <V extends @Nullable Object> @Nullable Map<String, V> object(@Nullable Object value, String name) {
		if (value != null && !(value instanceof Map)) {
			throw Problem.badInput("'" + name + "' must be a JSON object or null.");
		}
		return (Map<String, V>) value;
	}

}
