package dev.plenum.platform.connection;

import org.springframework.util.unit.DataSize;

/**
 * A file is larger than its kind may be.
 */
public final class UploadTooLargeException extends RuntimeException {

	UploadTooLargeException(DataSize most) {
		super("The file is larger than allowed; a file has at most %s.".formatted(
				(most.toMegabytes() > 0) ? most.toMegabytes() + " MB" : most.toBytes() + " bytes"), null, false, false);
	}

}
