package dev.plenum.exhibitor.file;

import java.util.List;

/**
 * A file of exhibitors contains faults, so that nothing of it was imported. Has no stack
 * trace, since the fault is in the file and not in the server.
 */
final class ImportRefused extends RuntimeException {

	private final List<ImportFault> faults;

	ImportRefused(List<ImportFault> faults) {
		super(faults.getFirst().message(), null, false, false);
		this.faults = List.copyOf(faults);
	}

	static ImportRefused at(int line, String message) {
		return new ImportRefused(List.of(new ImportFault(line, null, null, message)));
	}

	/**
	 * All faults by line.
	 */
	List<ImportFault> faults() {
		return this.faults;
	}

}
