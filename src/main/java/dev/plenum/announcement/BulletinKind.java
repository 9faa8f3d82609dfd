package dev.plenum.announcement;

/** The kinds of bulletins. */
public enum BulletinKind {

	/** An announcement was published. */
	ANNOUNCED,

	/** An announcement was corrected. */
	CORRECTED,

	/** An announcement was withdrawn. */
	WITHDRAWN,

	/** A session has ended. */
	SESSION_OVER

}
