package dev.plenum.schedule;

/** What a speaker does in a session. */
public enum SpeakerRole {

	/** Gives the talk, or one of its parts. */
	SPEAKER,

	/** Takes part in a panel. */
	PANELLIST,

	/** Leads the discussion. */
	MODERATOR,

	/** Receives the audience and introduces the others. */
	HOST,

	/** Chairs a meeting. */
	CHAIR,

	/** Sings, reads, plays or dances. */
	PERFORMER

}
