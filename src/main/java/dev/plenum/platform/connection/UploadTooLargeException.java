package dev.plenum.platform.connection;

import org.springframework.util.unit.DataSize;

/**
 * An uploaded file is larger than allowed.
 */
public final class UploadTooLargeException extends RuntimeException {

	UploadTooLargeException(DataSize most) {
		super("The file is too large. The limit is %s.".formatted(
				(most.toMegabytes() > 0) ? most.toMegabytes() + " MB" : most.toBytes() + " bytes"), null, false, false);
	}

}
