package dev.plenum.participant.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;

/**
 * A file of participants contains faults, so that nothing of it is imported. Has no stack
 * trace, since the fault is in the file and not in the server.
 */
public final class FileRefused extends RuntimeException {

	private final transient List<Fault> faults;

	private FileRefused(List<Fault> faults) {
		super(faults.getFirst().message(), null, false, false);
		this.faults = List.copyOf(faults);
	}

	static FileRefused at(int line, String message) {
		return new FileRefused(List.of(new Fault(line, null, message)));
	}

	/**
	 * The faults in the format of GraphQL errors.
	 */
	List<Map<String, Object>> errors() {
		return this.faults.stream().map(Fault::error).toList();
	}

	/** Collects the first 100 faults of a file. */
	static final class Faults {

		private static final int MOST = 100;

		private final List<Fault> all = new ArrayList<>();

		void add(int line, @Nullable String field, String message) {
			if (this.all.size() < MOST) {
				this.all.add(new Fault(line, field, message));
			}
		}

		void throwIfAny() {
			if (!this.all.isEmpty()) {
				throw new FileRefused(this.all);
			}
		}

	}

	/**
	 * A fault.
	 *
	 * @param line the line or row; the first one is 1
	 * @param field the field with the fault; null if it is not in one field
	 * @param message what is wrong and what is expected
	 */
	private record Fault(int line, @Nullable String field, String message) {

		Map<String, Object> error() {
			Map<String, Object> extensions = new LinkedHashMap<>(Map.of("code", "BAD_INPUT", "line", this.line));
			if (this.field != null) {
				extensions.put("field", this.field);
			}
			return Map.of("message", Echo.shortened(this.message), "extensions", extensions);
		}

	}

}
