package dev.plenum.push;

import java.util.List;
import java.util.Map;

import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about one person and one event for push notifications. There is also one
 * document for each person's devices that are registered without an event.
 *
 * @param id its id, made from the event and the person
 * @param eventId the event; empty for the devices without an event
 * @param subject the person
 * @param version raised by every write; 0 while nothing is stored
 * @param slice the slice of the event that the person belongs to
 * @param devices the person's devices for this event, by id
 * @param choice whether the person chose to follow the event or not to; null if they
 * chose neither
 * @param requests the keys of the last requests that must not be carried out again
 */
public record FollowerDocument(@BsonId String id, String eventId, String subject, long version, int slice,
		Map<String, DeviceEntry> devices, @Nullable Choice choice, List<String> requests) {

	static final String ID_PREFIX = "fol";

	/** The event's id from which the ids of devices without an event are made. */
	static final String NO_EVENT = "evt_";

	public FollowerDocument {
		devices = Lists.orEmpty(devices);
		requests = Lists.orEmpty(requests);
	}

	static String id(String eventId, String subject) {
		return Ids.in(ID_PREFIX, eventId, subject);
	}

	/**
	 * Returns what is known of a person about whom nothing is stored.
	 */
	static FollowerDocument unknown(String eventId, String subject) {
		return new FollowerDocument(id(eventId, subject), eventId.equals(NO_EVENT) ? "" : eventId, subject, 0,
				Slices.of(subject), Map.of(), null, List.of());
	}

	/**
	 * Returns the id of the event for making ids.
	 */
	String event() {
		return this.eventId.isEmpty() ? NO_EVENT : this.eventId;
	}

	/**
	 * Returns whether the person follows the event. What they chose counts more than what
	 * they did.
	 * @param engaged whether something of theirs is in the event, such as a seat
	 */
	boolean follows(boolean engaged) {
		return (this.choice != null) ? this.choice.following() : engaged;
	}

	boolean remembers(@Nullable String request) {
		return request != null && this.requests.contains(request);
	}

	/**
	 * What a person chose by {@code followEvent} or {@code unfollowEvent}.
	 *
	 * @param following whether they follow the event
	 * @param since when they chose
	 */
	public record Choice(boolean following, Since since) {
	}

}
