package dev.plenum.platform.traffic;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configured public address of the server, which calendars, push messages and
 * certificates use.
 *
 * @param publicAddress the address, such as {@code https://plenum.example.org}; empty if
 * it is not configured
 */
@ConfigurationProperties("plenum.calendar")
public record ServerAddress(@DefaultValue("") String publicAddress) {

	public ServerAddress {
		publicAddress = publicAddress.replaceFirst("/+$", "");
	}

	/**
	 * The address without a slash at its end.
	 * @return the address; empty if it is not configured or not HTTPS
	 */
	public String https() {
		return this.publicAddress.startsWith("https://") ? this.publicAddress : "";
	}

}
