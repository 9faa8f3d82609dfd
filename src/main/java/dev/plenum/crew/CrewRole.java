package dev.plenum.crew;

/** The task of a member of the crew at an event. The schema describes each value. */
public enum CrewRole {

	/** Checks attendees in, and sees who is expected. */
	DOOR("door staff"),

	/** Edits the remarks of sessions, and reports delays. */
	STAGE("stage managers"),

	/** Announces to the audiences of the sessions that the role names. */
	MODERATOR("moderators of the session");

	private final String people;

	CrewRole(String people) {
		this.people = people;
	}

	/** The people with this role, for messages. */
	String people() {
		return this.people;
	}

}
