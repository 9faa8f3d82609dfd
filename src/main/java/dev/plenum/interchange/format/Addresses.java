package dev.plenum.interchange.format;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.SafeLink;

/**
 * Reads addresses in files as browsers read them: a missing scheme is added, and
 * characters that are not allowed are encoded. Only addresses that a phone can open
 * safely are accepted, see {@link SafeLink}.
 */
public final class Addresses {

	private static final Set<String> ADDRESS_FACTS = Set.of("url", "base_url", "logo", "feedback_url", "origin_url",
			"video_download_url", "recording_url", "recording_link");

	private static final Pattern SCHEME = Pattern
		.compile("(?i:tel|mailto):.*|[a-zA-Z][a-zA-Z0-9+.-]*:(?!\\d+(?:[/?#]|$)).*", Pattern.DOTALL);

	/** Such as {@code www.example.org/path}. */
	private static final Pattern HOST = Pattern
		.compile("(?U)[\\w-]+(?:\\.[\\w-]+)*\\.(?<end>\\p{L}{2,})\\.?(?::\\d{1,5})?(?:[/?#].*)?");

	/** Ends of file names, which are not ends of host names. */
	private static final Pattern FILE = Pattern.compile(
			"(?i)html?|php|aspx?|jsp|pdf|txt|md|ics|xml|json|csv|docx?|pptx?|xlsx?|od[pst]|zip|png|jpe?g|gif|svg|webp"
					+ "|mp[34]|webm|ogg|mov");

	private static final Pattern WEB = Pattern.compile("(?i)(https?:)/*(?<host>\\[[^\\]/]*]|[^/?#:\\\\]*)(?<rest>.*)",
			Pattern.DOTALL);

	private static final Pattern ENCODED = Pattern.compile("%[0-9a-fA-F]{2}");

	private static final String NOT_ALLOWED = "\"<>`{}|^[]";

	private Addresses() {
	}

	/**
	 * Reads an address.
	 * @param written the address, absolute or relative
	 * @param base the base of relative addresses; empty if it is not known
	 * @return the absolute address as RFC 3986 allows it; empty if the text is not a safe
	 * address
	 */
	public static Optional<String> of(String written, String base) {
		String address = written.strip();
		try {
			if (SCHEME.matcher(address).matches()) {
				return safe(address);
			}
			if (address.startsWith("//")) {
				return safe("https:" + address);
			}
			if (isHost(address)) {
				return safe("https://" + address);
			}
			return (base.isBlank() || !isRelative(address)) ? Optional.empty()
					: safe(new URI(base.strip()).resolve(new URI(encoded(address))).toString());
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static boolean isHost(String address) {
		Matcher host = HOST.matcher(address);
		return host.matches() && (address.startsWith("www.") || !FILE.matcher(host.group("end")).matches());
	}

	/** Whether a text is a path and not a word or a sentence. */
	private static boolean isRelative(String text) {
		return text.chars().noneMatch(Character::isWhitespace)
				&& (text.indexOf('/') >= 0 || text.indexOf('.') > 0 || text.startsWith("?") || text.startsWith("#"));
	}

	private static Optional<String> safe(String address) {
		Matcher web = WEB.matcher(address);
		if (!web.matches()) {
			return Optional.of(SafeLink.parse(address.replace(" ", "%20")).toString());
		}
		String host = web.group("host");
		String ascii = host.chars().allMatch((character) -> character < 0x80) ? host : IDN.toASCII(host);
		String rest = encoded(web.group("rest").replace('\\', '/'));
		return Optional.of(SafeLink.parse(web.group(1).toLowerCase(Locale.ROOT) + "//" + ascii + rest).toString());
	}

	/**
	 * Encodes the characters that RFC 3986 does not allow, and a further {@code #} in the
	 * fragment.
	 */
	private static String encoded(String part) {
		StringBuilder encoded = new StringBuilder();
		int fragment = part.indexOf('#');
		for (int i = 0; i < part.length(); i++) {
			char character = part.charAt(i);
			boolean allowed = switch (character) {
				case '#' -> i == fragment;
				case '%' -> ENCODED.matcher(part).region(i, part.length()).lookingAt();
				default -> character > ' ' && NOT_ALLOWED.indexOf(character) < 0;
			};
			if (allowed) {
				encoded.append(character);
			}
			else if (character >= ' ') {
				encoded.append("%%%02X".formatted((int) character));
			}
		}
		return encoded.toString();
	}

	/**
	 * Reads the address of a picture.
	 * @param written the address, absolute or relative
	 * @param base the base of relative addresses; empty if it is not known
	 * @return the absolute http or https address; empty if the text is not such an
	 * address
	 */
	public static Optional<String> web(String written, String base) {
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
