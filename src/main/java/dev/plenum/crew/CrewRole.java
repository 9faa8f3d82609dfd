package dev.plenum.crew;

/** What a member of the crew does at an event. The schema describes each value. */
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

	/** Who has the role, for messages. */
	String people() {
		return this.people;
	}

}
