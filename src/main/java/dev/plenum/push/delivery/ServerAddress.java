package dev.plenum.push.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The public address of the server, which calendars use too.
 *
 * @param publicAddress the address, such as {@code https://plenum.example.org}; empty if
 * it is not configured
 */
@ConfigurationProperties("plenum.calendar")
record ServerAddress(@DefaultValue("") String publicAddress) {

	/**
	 * The address without a slash at its end.
	 * @return the address; empty if it is not configured or not HTTPS
	 */
	String https() {
		return this.publicAddress.startsWith("https://") ? this.publicAddress.replaceFirst("/+$", "") : "";
	}

}
