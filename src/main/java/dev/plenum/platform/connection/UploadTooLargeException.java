package dev.plenum.platform.connection;

import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;

import org.springframework.util.unit.DataSize;

/**
 * An uploaded file is larger than allowed.
 */
public final class UploadTooLargeException extends RuntimeException {

	UploadTooLargeException(DataSize most) {
		super("The file is too large. The limit is %s.".formatted(
				(most.toMegabytes() > 0) ? most.toMegabytes() + " MB" : most.toBytes() + " bytes"), null, false, false);
	}

	/**
	 * The error in a response.
	 * @return the message and the code BAD_INPUT
	 */
	public Map<String, Object> error() {
		return Map.of("message", String.valueOf(getMessage()), "extensions",
				Map.of("code", ErrorCode.BAD_INPUT.name()));
	}

}
