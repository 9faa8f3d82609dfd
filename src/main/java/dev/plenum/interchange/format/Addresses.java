package dev.plenum.interchange.format;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.MalformedURLException;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses as people write them. Only what a phone can open safely passes: absolute http
 * and https.
 */
final class Addresses {

	private static final int LONGEST = 2000;

	private Addresses() {
	}

	/**
	 * Reads an address.
	 * @param written the address, perhaps relative
	 * @param base what a relative one is relative to; empty if that is not known
	 * @return the absolute address; empty if there is none
	 */
	static Optional<String> of(String written, String base) {
		String address = written.strip();
		if (address.isEmpty() || address.length() > LONGEST) {
			return Optional.empty();
		}
		try {
			URI uri = new URI(address.replace(" ", "%20"));
			if (!uri.isAbsolute() && !base.isBlank()) {
				uri = new URI(base.strip()).resolve(uri);
			}
			String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
			boolean web = scheme.equals("http") || scheme.equals("https");
			return (web && uri.getHost() != null) ? Optional.of(uri.toURL().toString()) : Optional.empty();
		}
		catch (URISyntaxException | MalformedURLException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
