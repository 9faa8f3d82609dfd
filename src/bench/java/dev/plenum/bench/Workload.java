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
	 * Measures.
	 * @param stage the servers
	 * @param report what is told of it
	 * @throws RuntimeException for anything that goes wrong, which voids the run
	 */
	void run(Stage stage, Report report);

}
