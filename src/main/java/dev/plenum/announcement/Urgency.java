package dev.plenum.announcement;

/** How much an announcement matters at once. */
public enum Urgency {

	/** Good to know. */
	INFO,

	/** To be read today. */
	IMPORTANT,

	/** To be read now: the phone may ring. */
	URGENT

}
