package dev.plenum.interchange.format;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

import dev.plenum.platform.graphql.SafeLink;

/**
 * Reads addresses in files. Only addresses that a phone can open safely are accepted, see
 * {@link SafeLink}.
 */
public final class Addresses {

	private static final Set<String> ADDRESS_FACTS = Set.of("url", "base_url", "logo", "feedback_url", "origin_url",
			"video_download_url");

	private Addresses() {
	}

	/**
	 * Reads an address.
	 * @param written the address, absolute or relative
	 * @param base the base of relative addresses; empty if it is not known
	 * @return the absolute address; empty if the text is not a safe address
	 */
	static Optional<String> of(String written, String base) {
		String address = written.strip();
		try {
			URI uri = new URI(address.replace(" ", "%20"));
			if (!uri.isAbsolute() && !base.isBlank()) {
				uri = new URI(base.strip()).resolve(uri);
			}
			return Optional.of(SafeLink.parse(uri.toString()).toString());
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads the address of a picture.
	 * @param written the address, absolute or relative
	 * @param base the base of relative addresses; empty if it is not known
	 * @return the absolute http or https address; empty if the text is not such an
	 * address
	 */
	static Optional<String> web(String written, String base) {
		return of(written, base).filter((address) -> SafeLink.isWeb(URI.create(address)));
	}

	/**
	 * Whether a fact can be exported: it is not an address, or it is a safe one. Facts
	 * are exported as they were imported.
	 * @param name the name of the fact
	 * @param fact the value of the fact
	 * @return false for an unsafe address
	 */
	public static boolean isSafe(String name, String fact) {
		return !ADDRESS_FACTS.contains(name) || SafeLink.isSafeOrRelative(fact);
	}

}
