package dev.plenum.exhibitor.file;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;

/**
 * A fault in a file of exhibitors.
 *
 * @param line the line or row on which the exhibitor starts; the first one is 1
 * @param field the field or column with the fault; null if the fault is not in one field
 * @param column the column with the fault, such as {@code D}; null if it is not known
 * @param message what is wrong and what is expected
 */
record ImportFault(int line, @Nullable String field, @Nullable String column, String message) {

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
		if (this.column != null) {
			extensions.put("column", this.column);
		}
		return Map.of("message", this.message, "extensions", extensions);
	}

}
