package dev.plenum.lead;

/** The interest of an attendee, in the opinion of an exhibitor's staff. */
public enum LeadInterest {

	COLD, WARM, HOT

}
