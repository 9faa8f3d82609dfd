package dev.plenum.participant;

import java.util.List;

/**
 * A participant leaves: the participation was cancelled, or the participant is removed.
 *
 * @param participant the participant
 */
public record Departure(ParticipantDocument participant) {

	/** The order of what notifies the person. It happens first. */
	public static final int TELL = 10;

	/** The order of what ends the person's access and frees their places. */
	public static final int END = 20;

	/** The order of what removes the devices that were notified. */
	public static final int FORGET = 30;

	/**
	 * The event that the person leaves.
	 * @return the event's id
	 */
	public String eventId() {
		return this.participant.eventId();
	}

	/**
	 * The subjects of all tokens with which the person took part.
	 * @return the subject of the ticket tokens and, if there is one, of the account that
	 * entered the ticket code
	 */
	public List<String> subjects() {
		return this.participant.subjects();
	}

}
