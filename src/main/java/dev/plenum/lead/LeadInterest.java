package dev.plenum.lead;

/** How much somebody is interested, as an exhibitor's staff saw it. */
public enum LeadInterest {

	COLD, WARM, HOT

}
