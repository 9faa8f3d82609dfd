package dev.plenum.platform.startup;

import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/**
 * Something that is done before the server accepts its first request.
 *
 * @param phase when it is done
 * @param work does it; fails with a {@link StartupException} if the server cannot start
 */
public record StartUpStep(Phase phase, Supplier<Mono<Void>> work) {

	/**
	 * The phases run one after the other; the steps of one phase run at the same time.
	 */
	public enum Phase {

		/** Waits until the database answers. */
		DATABASE("reach the database"),

		/** Creates indexes and opens the change feed. */
		GROUNDWORK("create the database's indexes and open its change stream"),

		/** Reads which events exist. */
		READ("read the events from the database"),

		/** Imports the sample data if they are configured. */
		SAMPLES("write the sample data to the database");

		private final String purpose;

		Phase(String purpose) {
			this.purpose = purpose;
		}

		/**
		 * What the steps of this phase do.
		 * @return the end of the sentence "the server could not …"
		 */
		String purpose() {
			return this.purpose;
		}

	}

}
