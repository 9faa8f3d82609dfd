package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.plenum.push.delivery.Address;
import dev.plenum.push.delivery.ApnsAddress;
import dev.plenum.push.delivery.FcmAddress;
import dev.plenum.push.delivery.WebPushAddress;
import org.jspecify.annotations.Nullable;

/**
 * A device as it is stored. It has exactly one address, unless a newer version of the
 * server stored a kind of address that this one does not know.
 *
 * @param registration changes whenever the device is registered with another address or
 * by another person
 * @param webPush the address of a browser; null for another kind
 * @param apns the address of an Apple device; null for another kind
 * @param fcm the address of an Android device; null for another kind
 * @param lang the language of the device, as a BCP 47 tag
 * @param timezone the time zone of the device
 * @param since from when on it receives what happens
 * @param problem the last problem with sending; null if there was none since the device
 * was registered
 * @param ticket the subject of the ticket with which it was registered; null for an
 * account
 * @param place how far it had been notified when it was moved from the ticket to an
 * account; null for a device that was not moved
 */
public record DeviceEntry(String registration, @Nullable WebPushAddress webPush, @Nullable ApnsAddress apns,
		@Nullable FcmAddress fcm, String lang, String timezone, Since since, @Nullable Problem problem,
		@Nullable String ticket, @Nullable String place) {

	static DeviceEntry of(String registration, Address address, String lang, String timezone, Since since,
			@Nullable String ticket) {
		return switch (address) {
			case WebPushAddress web ->
				new DeviceEntry(registration, web, null, null, lang, timezone, since, null, ticket, null);
			case ApnsAddress apple ->
				new DeviceEntry(registration, null, apple, null, lang, timezone, since, null, ticket, null);
			case FcmAddress android ->
				new DeviceEntry(registration, null, null, android, lang, timezone, since, null, ticket, null);
		};
	}

	/**
	 * Returns what identifies a device at its push service, whatever its keys are.
	 */
	static String identity(Address address) {
		return switch (address) {
			case WebPushAddress web -> "web/" + web.endpoint();
			case ApnsAddress apple -> "apns/" + apple.token();
			case FcmAddress android -> "fcm/" + android.token();
		};
	}

	/**
	 * Returns the address of the device.
	 * @return the address; null if this version of the server does not know its kind
	 */
	@Nullable Address address() {
		return Stream.of(this.webPush, this.apns, this.fcm)
			.filter(Objects::nonNull)
			.map(Address.class::cast)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the address of a device whose kind this version of the server knows.
	 */
	Address requiredAddress() {
		return Objects.requireNonNull(address(), "the kind of the address is unknown");
	}

	/**
	 * Returns this device as one that receives what happened from another point on.
	 */
	DeviceEntry from(Since earlier) {
		return new DeviceEntry(this.registration, this.webPush, this.apns, this.fcm, this.lang, this.timezone, earlier,
				this.problem, this.ticket, this.place);
	}

	/**
	 * Returns this device of a ticket as one of the account that entered its code.
	 * @param subject the subject of the ticket
	 * @param reached how far it has been notified; null if nothing is stored of it
	 */
	DeviceEntry moved(String subject, @Nullable String reached) {
		return new DeviceEntry(this.registration, this.webPush, this.apns, this.fcm, this.lang, this.timezone,
				this.since, this.problem, subject, reached);
	}

	/**
	 * Returns this device as another registration.
	 */
	DeviceEntry renewed() {
		return new DeviceEntry(UUID.randomUUID().toString(), this.webPush, this.apns, this.fcm, this.lang,
				this.timezone, this.since, null, this.ticket, this.place);
	}

	/**
	 * Returns whether another registration says the same of the device.
	 */
	boolean isAs(DeviceEntry other) {
		return Objects.equals(address(), other.address()) && this.lang.equals(other.lang)
				&& this.timezone.equals(other.timezone);
	}

	/**
	 * A problem with sending to a device.
	 *
	 * @param reason the reason
	 * @param at when
	 */
	public record Problem(Reason reason, Instant at) {

		/** How long a problem of the same kind is not stored again. */
		private static final Duration KEPT = Duration.ofHours(1);

		boolean replaces(@Nullable Problem earlier) {
			return earlier == null || earlier.reason != this.reason || earlier.at.plus(KEPT).isBefore(this.at);
		}

	}

	/** The reasons of problems with sending. */
	public enum Reason {

		/** The push service rejected a message. */
		REJECTED,

		/** The push service accepted no message several times. */
		UNAVAILABLE

	}

}
