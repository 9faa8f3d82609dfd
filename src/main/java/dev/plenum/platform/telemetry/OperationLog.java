package dev.plenum.platform.telemetry;

import java.util.HexFormat;
import java.util.Objects;

import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.stereotype.Component;

/**
 * Logs each operation with its properties as fields: internal errors at the level WARN,
 * mutations at INFO, refused mutations and all others at DEBUG. Operations that fail
 * because the server is not available can be very many at once, so they are counted. The
 * caller is logged as a hash, which finds the lines of one person without a name.
 */
@Component
final class OperationLog {

	/** The name of the logger, for setting its level. */
	static final String NAME = "dev.plenum.operations";

	private static final Logger log = LoggerFactory.getLogger(NAME);

	private static final RepeatedFaults faults = new RepeatedFaults(log);

	private static final int HASH_BYTES = 6;

	private final boolean wanted;

	OperationLog(TelemetrySettings settings) {
		this.wanted = settings.logOperations();
	}

	void write(OperationMonitor.Operation operation) {
		Level level = level(operation);
		if (this.wanted && operation.isUnavailable()) {
			faults.warn("%s %s: unavailable".formatted(operation.kind(), name(operation)));
		}
		else if (this.wanted && log.isEnabledForLevel(level)) {
			log.atLevel(level)
				.addKeyValue("requestId", operation.requestId())
				.addKeyValue("operation", operation.name())
				.addKeyValue("kind", operation.kind())
				.addKeyValue("outcome", operation.outcome())
				.addKeyValue("millis", operation.took().toMillis())
				.addKeyValue("subject", hash(operation.subject()))
				.log("{} {}: {}", operation.kind(), name(operation), operation.outcome());
		}
	}

	private static Level level(OperationMonitor.Operation operation) {
		if (operation.isFault()) {
			return Level.WARN;
		}
		return (operation.isMutation() && operation.isSuccess()) ? Level.INFO : Level.DEBUG;
	}

	private static String name(OperationMonitor.Operation operation) {
		return Objects.requireNonNullElse(operation.name(), "without a name");
	}

	private static @Nullable String hash(@Nullable String subject) {
		return (subject != null) ? HexFormat.of().formatHex(Sha256.of(subject), 0, HASH_BYTES) : null;
	}

}
