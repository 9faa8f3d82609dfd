package dev.plenum.schedule;

/** The role of a speaker in a session. */
public enum SpeakerRole {

	/** Gives the talk, or a part of it. */
	SPEAKER,

	/** Takes part in a panel. */
	PANELLIST,

	/** Leads the discussion. */
	MODERATOR,

	/** Welcomes the audience and introduces the others. */
	HOST,

	/** Chairs a meeting. */
	CHAIR,

	/** Sings, reads, plays or dances. */
	PERFORMER

}
