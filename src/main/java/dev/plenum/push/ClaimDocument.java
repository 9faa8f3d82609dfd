package dev.plenum.push;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Which person a device belongs to for one event, or without an event. Nothing is sent to
 * a device for anybody else.
 *
 * @param id its id, made from the event and a hash of the device's address
 * @param eventId the event; empty for none
 * @param subject the person who registered the device last
 * @param registration the registration by which they did
 * @param version raised by every write
 */
public record ClaimDocument(@BsonId String id, String eventId, String subject, String registration, long version) {

	boolean isOf(String person, String expected) {
		return this.subject.equals(person) && this.registration.equals(expected);
	}

}
