package dev.plenum.push;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A device as its person sees it; the schema describes each property.
 *
 * @param id its id
 * @param eventId the event; empty for none
 * @param entry what is stored
 */
record Device(String id, String eventId, DeviceEntry entry) {

	static final String ID_PREFIX = "dev";

	public Kind kind() {
		if (this.entry.apns() != null) {
			return Kind.APNS;
		}
		return (this.entry.fcm() != null) ? Kind.FCM : Kind.WEB_PUSH;
	}

	public Locale lang() {
		return Locale.forLanguageTag(this.entry.lang());
	}

	public String timezone() {
		return this.entry.timezone();
	}

	public OffsetDateTime registeredAt() {
		return at(this.entry.since().at());
	}

	public @Nullable DeviceProblem lastProblem() {
		DeviceEntry.Problem problem = this.entry.problem();
		return (problem != null) ? new DeviceProblem(problem.reason(), at(problem.at())) : null;
	}

	private OffsetDateTime at(Instant moment) {
		return moment.atZone(ZoneId.of(this.entry.timezone())).toOffsetDateTime();
	}

	/**
	 * A problem with sending to the device.
	 *
	 * @param problemReason the reason
	 * @param at when
	 */
	record DeviceProblem(DeviceEntry.Reason problemReason, OffsetDateTime at) {
	}

	/** The kinds of devices. */
	enum Kind {

		/** A browser. */
		WEB_PUSH,

		/** An Apple device. */
		APNS,

		/** An Android device. */
		FCM

	}

}
