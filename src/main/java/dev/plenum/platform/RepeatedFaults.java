package dev.plenum.platform;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Logs faults that can occur very often, such as those that a client or an unreachable
 * database causes. The first fault is logged at once. While the same fault occurs again,
 * it is logged once a second with the number of its occurrences. A fault is the same if
 * its message is.
 */
public final class RepeatedFaults {

	private static final int MOST_KINDS = 100;

	private static final String OTHERS = "More than " + MOST_KINDS
			+ " different faults at the same time; this counts the others";

	/** The number of times each fault occurred since it was logged. */
	private final Map<String, Long> repeats = new ConcurrentHashMap<>();

	private final Logger log;

	private final Scheduler time;

	/**
	 * Creates the record of faults of one class.
	 * @param log the log of that class
	 */
	public RepeatedFaults(Logger log) {
		this(log, Schedulers.parallel());
	}

	RepeatedFaults(Logger log, Scheduler time) {
		this.log = log;
		this.time = time;
	}

	/**
	 * Logs a fault as a warning, immediately or with a count within a second.
	 * @param message what is wrong, without details that differ each time such as
	 * addresses and ports
	 */
	public void warn(String message) {
		String fault = (this.repeats.size() < MOST_KINDS || this.repeats.containsKey(message)) ? message : OTHERS;
		long repeated = Objects.requireNonNull(this.repeats.merge(fault, 0L, (count, _) -> count + 1));
		if (repeated == 0) {
			this.log.warn(fault);
			reportLater(fault);
		}
	}

	private void reportLater(String fault) {
		this.time.schedule(() -> report(fault), 1, TimeUnit.SECONDS);
	}

	private void report(String fault) {
		if (!this.repeats.remove(fault, 0L)) {
			long repeated = Objects.requireNonNull(this.repeats.put(fault, 0L));
			this.log.warn("{} ({} more within a second)", fault, repeated);
			reportLater(fault);
		}
	}

}
