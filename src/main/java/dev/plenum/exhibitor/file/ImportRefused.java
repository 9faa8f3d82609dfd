package dev.plenum.exhibitor.file;

import java.util.List;

/**
 * A file of exhibitors in which something is wrong; nothing of it has come in. Carries no
 * stack trace, since it tells of the file and not of the server.
 */
final class ImportRefused extends RuntimeException {

	private final List<ImportFault> faults;

	ImportRefused(List<ImportFault> faults) {
		super(faults.getFirst().message(), null, false, false);
		this.faults = List.copyOf(faults);
	}

	static ImportRefused at(int line, String message) {
		return new ImportRefused(List.of(new ImportFault(line, null, message)));
	}

	/**
	 * Everything that is wrong, by line.
	 */
	List<ImportFault> faults() {
		return this.faults;
	}

}
