package dev.plenum.push;

import java.time.ZoneId;
import java.util.Locale;

import dev.plenum.platform.graphql.Check;
import dev.plenum.push.delivery.Address;
import dev.plenum.push.delivery.Addresses;
import dev.plenum.push.delivery.ApnsAddress;
import dev.plenum.push.delivery.FcmAddress;
import dev.plenum.push.delivery.WebPushAddress;
import org.jspecify.annotations.Nullable;

/**
 * A device to register; the schema describes each property.
 */
record RegisterDeviceInput(@Nullable String eventId, DeviceAddressInput address, Locale lang, String timezone,
		@Nullable String requestId) {

	private static final int LONGEST_LANG = 35;

	Address checkedAddress(Addresses addresses) {
		Check.that(this.lang.toLanguageTag().length() <= LONGEST_LANG, "This is not the tag of a language.", "lang");
		Check.that(ZoneId.getAvailableZoneIds().contains(this.timezone),
				"Unknown timezone: expected an IANA name such as Europe/Stockholm.", "timezone");
		Address checked = this.address.address();
		addresses.require(checked, "input", "address", this.address.field());
		return checked;
	}

	record DeviceAddressInput(@Nullable WebPushAddress webPush, @Nullable String apnsToken, @Nullable String fcmToken) {

		Address address() {
			if (this.webPush != null) {
				return this.webPush;
			}
			return (this.apnsToken != null) ? new ApnsAddress(this.apnsToken.toLowerCase(Locale.ROOT))
					: new FcmAddress(String.valueOf(this.fcmToken));
		}

		String field() {
			if (this.webPush != null) {
				return "webPush";
			}
			return (this.apnsToken != null) ? "apnsToken" : "fcmToken";
		}

	}

}
