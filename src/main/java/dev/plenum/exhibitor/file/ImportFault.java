package dev.plenum.exhibitor.file;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in a file of exhibitors.
 *
 * @param line the line on which the exhibitor begins, from 1
 * @param field the field or column that is wrong; null if it is not about one
 * @param message what is wrong and what would be right
 */
record ImportFault(int line, @Nullable String field, String message) {

	ImportFault {
		message = Echo.shortened(message);
	}

	/**
	 * The fault in the shape of a GraphQL error.
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
