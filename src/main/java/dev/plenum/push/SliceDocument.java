package dev.plenum.push;

import java.util.List;
import java.util.Map;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One slice of an event as it is stored: the lease of the server that sends to its
 * devices, and their places. A place is moved by a write that also checks the lease.
 *
 * @param id its id, made from the event and the number
 * @param eventId the event
 * @param version raised by every write
 * @param number the number of the slice, 0 to 63
 * @param holder the server that holds the lease, as {@code ChangeFeed.server()} names it;
 * null if none does
 * @param places the places of devices, by the ids of the devices. That of a device that
 * was removed stays
 * @param underway what may have been sent to devices whose places were not moved yet: the
 * names of the messages, by the ids of the devices
 */
public record SliceDocument(@BsonId String id, String eventId, long version, int number, @Nullable String holder,
		Map<String, StoredPlace> places, Map<String, List<String>> underway) {

	public SliceDocument {
		places = Lists.orEmpty(places);
		underway = Lists.orEmpty(underway);
	}

	/**
	 * The place of a device.
	 *
	 * @param place the place as a text
	 * @param follower the id of the document of the device's person and event, which
	 * names nobody
	 */
	public record StoredPlace(String place, String follower) {
	}

}
