package dev.plenum.audit;

/** How a change ended. */
enum AuditOutcome {

	/** It was answered with a payload. */
	DONE,

	/** It was answered with an error, and it may have taken effect. */
	FAILED,

	/** The server stopped before it was answered, and it may have taken effect. */
	UNKNOWN

}
