package dev.plenum.audit;

/** What is known of how a change ended. */
enum AuditOutcome {

	/** It was answered. */
	DONE,

	/** It was answered with a fault; it may have taken effect. */
	FAILED,

	/** The server that carried it out stopped meanwhile; it may have taken effect. */
	UNKNOWN

}
