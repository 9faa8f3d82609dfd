package dev.plenum.platform.startup;

import reactor.core.publisher.Mono;

/**
 * Something that must be done before the server answers its first request. The steps run
 * one after the other, in the order of their {@code @Order}.
 */
@FunctionalInterface
public interface StartUpStep {

	/** The database answers, and has its indexes. */
	int DATABASE = 1;

	/** Every change is heard from here on. */
	int FEED = 2;

	/** What is in the database is known. */
	int READ = 3;

	/** Sample data are there, where they are wanted. */
	int SAMPLES = 4;

	/**
	 * Does it.
	 * @return completes when it is done; fails with a {@link StartupException} if the
	 * server cannot start
	 */
	Mono<Void> run();

}
