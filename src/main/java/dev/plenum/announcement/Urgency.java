package dev.plenum.announcement;

/** How soon an attendee should read an announcement. */
public enum Urgency {

	/** At any time. */
	INFO,

	/** Today. */
	IMPORTANT,

	/** Now: an app may play a sound. */
	URGENT

}
