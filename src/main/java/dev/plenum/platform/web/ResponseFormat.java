package dev.plenum.platform.web;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.HttpRefusals;
import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The formats of a response over HTTP.
 */
enum ResponseFormat {

	/** A GraphQL response whose status shows whether the request was valid. */
	GRAPHQL_RESPONSE("application", "graphql-response+json"),

	/** A GraphQL response of the older media type, with status 200 for most errors. */
	JSON("application", "json"),

	/** A stream of results. */
	EVENT_STREAM("text", "event-stream");

	private final MediaType plain;

	private final MediaType contentType;

	ResponseFormat(String type, String subtype) {
		this.plain = new MediaType(type, subtype);
		this.contentType = MediaType.parseMediaType(type + "/" + subtype + "; charset=utf-8");
	}

	/**
	 * The value of the header Content-Type.
	 */
	MediaType contentType() {
		return this.contentType;
	}

	/**
	 * The status of a result. The current draft of GraphQL over HTTP mentions 422 and
	 * 294, but its audits and the clients expect 400 and 200.
	 * @param result the result
	 * @return 200 if the operation was executed, even with errors
	 */
	HttpStatus status(ExecutionResult result) {
		if (result.isDataPresent()) {
			return HttpStatus.OK;
		}
		ErrorCode code = HttpRefusals.code(result.getErrors());
		return (this == JSON && code == ErrorCode.BAD_INPUT) ? HttpStatus.OK : code.status();
	}

	/**
	 * The formats that a request accepts.
	 * @param headers the headers of the request
	 * @return the formats, the preferred one first; empty if it accepts none of them
	 */
	static Set<ResponseFormat> accepted(HttpHeaders headers) {
		List<MediaType> types;
		try {
			types = headers.getAccept();
		}
		catch (InvalidMediaTypeException ex) {
			return Set.of();
		}
		if (types.isEmpty()) {
			return Set.of(JSON);
		}
		List<ResponseFormat> formats = types.stream()
			.filter((type) -> type.getQualityValue() > 0)
			.sorted(Comparator.comparing(MediaType::getQualityValue).reversed())
			.map(ResponseFormat::of)
			.filter(Objects::nonNull)
			.toList();
		return new LinkedHashSet<>(formats);
	}

	private static @Nullable ResponseFormat of(MediaType type) {
		if (type.isWildcardType() || (type.isWildcardSubtype() && type.getType().equals("application"))) {
			return JSON;
		}
		return EnumSet.allOf(ResponseFormat.class)
			.stream()
			.filter((format) -> format.plain.equalsTypeAndSubtype(type))
			.findFirst()
			.orElse(null);
	}

}
