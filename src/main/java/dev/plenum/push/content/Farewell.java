package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.programme.Programme;

/**
 * The last message about an event to a person whose participation has ended.
 */
public final class Farewell {

	private static final Duration USEFUL = Duration.ofHours(12);

	private Farewell() {
	}

	/**
	 * Writes the message.
	 * @param programme the event
	 * @param participantId the participant
	 * @param number the number of the message, which is the same when it is sent again
	 * @param lang the language of the device, as a BCP 47 tag
	 * @param now the present
	 * @return the message for one device
	 */
	public static Message to(Programme programme, String participantId, long number, String lang, Instant now) {
		Phrases phrases = new Phrases(programme, lang);
		return new Message("participation/" + participantId, number, false, phrases.in(programme.event().name()),
				phrases.say("PARTICIPATION_ENDED"), "/events/" + programme.event().slug() + "/news", phrases.language(),
				Map.of("type", "PARTICIPATION_ENDED", "eventId", programme.id()), List.of(), Urgency.NORMAL,
				now.plus(USEFUL));
	}

}
