package dev.plenum.signin;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.PlainCharacters;
import org.jspecify.annotations.Nullable;

/**
 * Who signs in; the schema describes each field.
 *
 * @param code the ticket code, or a link that ends with it
 * @param deviceName the name of the device; null for none
 */
record SignInInput(String code, @Nullable String deviceName) {

	private static final int LONGEST = 100;

	@Nullable String checkedDevice() {
		if (this.deviceName == null || this.deviceName.isBlank()) {
			return null;
		}
		Check.that(this.deviceName.length() <= LONGEST,
				"A name of a device has at most %d characters.".formatted(LONGEST), "deviceName");
		return PlainCharacters.in(this.deviceName.strip());
	}

	/**
	 * The code is left out, so that it is not logged.
	 */
	@Override
	public String toString() {
		return "SignInInput of " + this.deviceName;
	}

}
