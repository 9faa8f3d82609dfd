package dev.plenum.interchange.format;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

import dev.plenum.platform.graphql.SafeLink;

/**
 * Addresses as people write them in files. Only what a phone can open safely passes, see
 * {@link SafeLink}.
 */
public final class Addresses {

	private static final Set<String> FACTS = Set.of("url", "base_url", "logo", "feedback_url", "origin_url",
			"video_download_url");

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
	 * @param written the address, perhaps relative
	 * @param base what a relative one is relative to; empty if that is not known
	 * @return the absolute address on the web; empty if there is none
	 */
	static Optional<String> web(String written, String base) {
		return of(written, base).filter((address) -> SafeLink.isWeb(URI.create(address)));
	}

	/**
	 * Whether a fact is no address, or one that is safe. Facts go into other files as
	 * they came.
	 * @param name the name of the fact
	 * @param fact the fact
	 * @return false for an address that is not safe
	 */
	public static boolean isHarmless(String name, String fact) {
		return !FACTS.contains(name) || SafeLink.isSafeOrRelative(fact);
	}

}
