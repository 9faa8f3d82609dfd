package dev.plenum.platform.startup;

import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/**
 * Something that must be done before the server answers its first request.
 *
 * @param phase when it is done
 * @param work does it; fails with a {@link StartupException} if the server cannot start
 */
public record StartUpStep(Phase phase, Supplier<Mono<Void>> work) {

	/**
	 * The phases come one after the other. The steps of one are done at the same time.
	 */
	public enum Phase {

		/** The database answers. */
		DATABASE,

		/** It has its indexes, and every change is heard from here on. */
		GROUNDWORK,

		/** What is in the database is known. */
		READ,

		/** Sample data are there, where they are wanted. */
		SAMPLES

	}

}
