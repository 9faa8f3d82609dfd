package dev.plenum.platform.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;

/**
 * The error of a write whose id, or another unique value, is taken.
 */
public final class DuplicateKey {

	private DuplicateKey() {
	}

	/**
	 * Whether a write failed for no other reason than that a unique value is taken.
	 * @param failure the error of a single or a bulk write
	 * @return whether it is that error
	 */
	public static boolean isIn(Throwable failure) {
		return switch (failure) {
			case MongoBulkWriteException faults -> faults.getWriteConcernError() == null && faults.getWriteErrors()
				.stream()
				.allMatch((fault) -> fault.getCategory() == ErrorCategory.DUPLICATE_KEY);
			case MongoServerException fault ->
				ErrorCategory.fromErrorCode(fault.getCode()) == ErrorCategory.DUPLICATE_KEY;
			default -> false;
		};
	}

}
