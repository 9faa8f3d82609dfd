package dev.plenum.push;

import java.time.Instant;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A person of a slice: their devices for the event, and their devices without an event.
 */
final class Member {

	private final FollowerDocument person;

	private final @Nullable FollowerDocument account;

	private Instant next = Instant.MAX;

	Member(FollowerDocument person, @Nullable FollowerDocument account) {
		this.person = person;
		this.account = account;
	}

	FollowerDocument person() {
		return this.person;
	}

	@Nullable FollowerDocument account() {
		return this.account;
	}

	boolean hasAccount(String documentId) {
		return this.account != null && this.account.id().equals(documentId);
	}

	/**
	 * Returns when something becomes due for one of the devices if nothing changes.
	 */
	Instant next() {
		return this.next;
	}

	void waitUntil(Instant moment) {
		this.next = moment;
	}

	/**
	 * Returns the devices that this version of the server can reach.
	 */
	Stream<Owned> devices() {
		return Stream.concat(Stream.of(this.person), Stream.ofNullable(this.account))
			.flatMap((owner) -> owner.devices()
				.entrySet()
				.stream()
				.filter((device) -> device.getValue().address() != null)
				.map((device) -> new Owned(device.getKey(), device.getValue(), owner)));
	}

	/**
	 * A device of the person.
	 *
	 * @param id its id
	 * @param entry what is stored
	 * @param owner the document that contains it
	 */
	record Owned(String id, DeviceEntry entry, FollowerDocument owner) {

		String claimId() {
			return Claims.id(this.owner.event(), this.entry.requiredAddress());
		}

	}

}
