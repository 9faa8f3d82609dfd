package dev.plenum.needs;

/** What somebody needs to enter and to follow. */
enum AccessNeed {

	/** Ways without steps. */
	STEP_FREE,

	/** A place for a wheelchair. */
	WHEELCHAIR_PLACE,

	/** A seat near the stage. */
	SEAT_NEAR_STAGE,

	/** A hearing loop. */
	HEARING_LOOP,

	/** Live captions. */
	CAPTIONS,

	/** Sign language interpretation. */
	SIGN_LANGUAGE,

	/** Large print or text that a screen reader can read. */
	READABLE_DOCUMENTS,

	/** Room for an assistance dog. */
	ASSISTANCE_DOG,

	/** Admission of a companion who assists the person. */
	COMPANION,

	/** A quiet room for a rest. */
	QUIET_ROOM

}
