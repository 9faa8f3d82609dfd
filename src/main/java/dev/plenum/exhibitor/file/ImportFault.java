package dev.plenum.exhibitor.file;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;

/**
 * A fault in a file of exhibitors.
 *
 * @param line the line on which the exhibitor starts; the first line is 1
 * @param field the field or column with the fault; null if the fault is not in one field
 * @param message what is wrong and what is expected
 */
record ImportFault(int line, @Nullable String field, String message) {

	ImportFault {
		message = Echo.shortened(message);
	}

	/**
	 * The fault in the format of a GraphQL error.
	 */
	Map<String, Object> error() {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", "BAD_INPUT");
		extensions.put("line", this.line);
		if (this.field != null) {
			extensions.put("field", this.field);
		}
		return Map.of("message", this.message, "extensions", extensions);
	}

}
