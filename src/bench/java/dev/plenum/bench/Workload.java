package dev.plenum.bench;

/**
 * Something that is measured.
 */
interface Workload {

	/**
	 * What it is called on the command line and in the report.
	 */
	String name();

	/**
	 * Whether it is left out on a machine without Chromium.
	 */
	default boolean needsBrowser() {
		return false;
	}

	/**
	 * Measures.
	 * @param stage the servers
	 * @param report what is told of it
	 * @throws RuntimeException for anything that goes wrong, which voids the run
	 */
	void run(Stage stage, Report report);

}
