package dev.plenum.platform.telemetry;

import java.util.HexFormat;
import java.util.Objects;

import dev.plenum.platform.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.stereotype.Component;

/**
 * Logs each operation with its properties as fields: faults at the level WARN, mutations
 * at INFO, all others at DEBUG. The caller is logged as a hash, which finds the lines of
 * one person without a name.
 */
@Component
final class OperationLog {

	/** The name of the logger, for setting its level. */
	static final String NAME = "dev.plenum.operations";

	private static final Logger log = LoggerFactory.getLogger(NAME);

	private static final int HASH_BYTES = 6;

	private final boolean wanted;

	OperationLog(TelemetrySettings settings) {
		this.wanted = settings.logOperations();
	}

	void write(OperationMonitor.Operation operation) {
		Level level = operation.isFault() ? Level.WARN : operation.isMutation() ? Level.INFO : Level.DEBUG;
		if (this.wanted && log.isEnabledForLevel(level)) {
			log.atLevel(level)
				.addKeyValue("requestId", operation.requestId())
				.addKeyValue("operation", operation.name())
				.addKeyValue("kind", operation.kind())
				.addKeyValue("outcome", operation.outcome())
				.addKeyValue("millis", operation.took().toMillis())
				.addKeyValue("subject", hash(operation.subject()))
				.log("{} {}: {}", operation.kind(), Objects.requireNonNullElse(operation.name(), "without a name"),
						operation.outcome());
		}
	}

	private static @Nullable String hash(@Nullable String subject) {
		return (subject != null) ? HexFormat.of().formatHex(Sha256.of(subject), 0, HASH_BYTES) : null;
	}

}
