package dev.plenum.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import reactor.util.retry.Retry;

/**
 * A fault of the database that neither the caller nor Plenum causes and that ends without
 * a change of Plenum: the members of the replica set change their roles, a member shuts
 * down or recovers, the network fails, an operation takes too long, the disk is full, or
 * Plenum's user has lost a right. The same request can succeed later.
 *
 * @param name a short name for the log, such as {@code NotWritablePrimary (10107)};
 * without addresses, so that equal faults have equal names
 * @param hasWaited whether the operation failed after a timeout, so that it is useless to
 * repeat it immediately
 */
public record TransientFault(String name, boolean hasWaited) {

	private static final int MAX_CAUSES = 10;

	private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(6, "HostUnreachable"),
			Map.entry(7, "HostNotFound"), Map.entry(13, "Unauthorized"), Map.entry(18, "AuthenticationFailed"),
			Map.entry(24, "LockTimeout"), Map.entry(43, "CursorNotFound"), Map.entry(50, "MaxTimeMSExpired"),
			Map.entry(64, "WriteConcernFailed"), Map.entry(89, "NetworkTimeout"), Map.entry(91, "ShutdownInProgress"),
			Map.entry(94, "NotYetInitialized"), Map.entry(100, "UnsatisfiableWriteConcern"),
			Map.entry(112, "WriteConflict"), Map.entry(133, "FailedToSatisfyReadPreference"),
			Map.entry(134, "ReadConcernMajorityNotAvailableYet"), Map.entry(150, "StaleEpoch"),
			Map.entry(175, "QueryPlanKilled"), Map.entry(189, "PrimarySteppedDown"),
			Map.entry(202, "NetworkInterfaceExceededTimeLimit"), Map.entry(211, "KeyNotFound"),
			Map.entry(237, "CursorKilled"), Map.entry(246, "SnapshotUnavailable"), Map.entry(249, "StaleDbVersion"),
			Map.entry(262, "ExceededTimeLimit"), Map.entry(365, "TemporarilyUnavailable"),
			Map.entry(8000, "AtlasError"), Map.entry(9001, "SocketException"), Map.entry(10058, "LegacyNotPrimary"),
			Map.entry(10107, "NotWritablePrimary"), Map.entry(11600, "InterruptedAtShutdown"),
			Map.entry(11601, "Interrupted"), Map.entry(11602, "InterruptedDueToReplStateChange"),
			Map.entry(13388, "StaleConfig"), Map.entry(13435, "NotPrimaryNoSecondaryOk"),
			Map.entry(13436, "NotPrimaryOrSecondary"), Map.entry(14031, "OutOfDiskSpace"));

	private static final List<String> LABELS = List.of("RetryableWriteError", "TransientTransactionError",
			"RetryableError", "SystemOverloadedError");

	private static final int MOST_REPETITIONS = 40;

	/**
	 * Finds the transient fault that an exception reports.
	 * @param exception the exception; its causes are examined as well
	 * @return the fault; null if the exception reports anything else
	 */
	public static @Nullable TransientFault of(Throwable exception) {
		Throwable cause = exception;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			String name = name(cause);
			if (name != null) {
				return new TransientFault(name, hasWaited(cause));
			}
			cause = cause.getCause();
		}
		return null;
	}

	/**
	 * Describes the failure of background work, which is done again.
	 * @param exception the exception
	 * @return the name of the transient fault that it reports; otherwise its own text
	 */
	public static String describe(Throwable exception) {
		TransientFault fault = of(exception);
		return (fault != null) ? fault.name() : exception.toString();
	}

	/**
	 * Logs the failure of background work, which is done again, as a warning. Only a
	 * failure that is no transient fault has a stack trace.
	 * @param log the log
	 * @param message what failed, and when it is done again
	 * @param exception the exception
	 */
	public static void warn(Logger log, String message, Throwable exception) {
		TransientFault fault = of(exception);
		if (fault != null) {
			log.warn("{}: {}", message, fault.name());
		}
		else {
			log.warn(message, exception);
		}
	}

	/**
	 * Repeats a write for more than a minute while the database has transient faults. For
	 * the write that records what cannot be done twice. Its condition must make a
	 * repetition harmless, since a write that failed may have been made.
	 * @return the repetition, with growing pauses
	 */
	public static Retry recorded() {
		return Retry.backoff(MOST_REPETITIONS, Duration.ofMillis(100))
			.maxBackoff(Duration.ofSeconds(2))
			.filter((exception) -> of(exception) != null)
			.onRetryExhaustedThrow((_, last) -> last.failure());
	}

	private static boolean hasWaited(Throwable exception) {
		return exception instanceof TimeoutException || exception instanceof MongoTimeoutException
				|| exception instanceof MongoExecutionTimeoutException;
	}

	private static @Nullable String name(Throwable exception) {
		if (exception instanceof TimeoutException) {
			return "TimeoutException";
		}
		if (!(exception instanceof MongoException mongo)) {
			return null;
		}
		return codes(mongo).filter(NAMES::containsKey)
			.findFirst()
			.map((code) -> NAMES.get(code) + " (" + code + ")")
			.orElseGet(() -> (isTransientType(mongo) || LABELS.stream().anyMatch(mongo::hasErrorLabel))
					? mongo.getClass().getSimpleName() : null);
	}

	private static Stream<Integer> codes(MongoException exception) {
		if (!(exception instanceof MongoBulkWriteException bulk)) {
			return Stream.of(exception.getCode());
		}
		Stream<Integer> writes = bulk.getWriteErrors().stream().map((error) -> error.getCode());
		return (bulk.getWriteConcernError() != null)
				? Stream.concat(writes, Stream.of(bulk.getWriteConcernError().getCode())) : writes;
	}

	private static boolean isTransientType(MongoException exception) {
		return switch (exception) {
			case MongoTimeoutException _, MongoExecutionTimeoutException _, MongoSocketException _,
					MongoNotPrimaryException _, MongoNodeIsRecoveringException _, MongoConnectionPoolClearedException _,
					MongoServerUnavailableException _, MongoCursorNotFoundException _, MongoSecurityException _,
					MongoInterruptedException _ ->
				true;
			default -> false;
		};
	}

}
