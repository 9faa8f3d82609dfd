package dev.plenum.platform.graphql;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Links that a phone can open safely: absolute, with the scheme http, https, mailto or
 * tel, and without a user name or password. Browsers treat a backslash as a slash and
 * skip line breaks, so a link must not contain them.
 */
public final class SafeLink {

	/** The message for a link that is not safe. */
	static final String EXPECTED = "Expected an address that begins with https://, http://, mailto: or tel:, without a user name or password, of at most 2000 characters.";

	private static final int LONGEST = 2000;

	private static final Pattern WEB = Pattern
		.compile("(?i:https?)://(?:\\[[0-9a-fA-F:.]+]|[^\\s/?#@:\\\\\\[\\]]+)(?::\\d{1,5})?(?:[/?#][^\\\\]*)?");

	private static final Pattern MAIL = Pattern.compile("(?i:mailto):(?!//)[^\\s\\\\?@]+@[^\\s\\\\?]+(?:\\?[^\\\\]*)?");

	private static final Pattern TELEPHONE = Pattern.compile("(?i:tel):\\+?[().-]*\\d[\\d().-]*(?:;[\\w=+.;-]*)?");

	private static final Pattern BEFORE_SLASH = Pattern.compile("[^/?#]*:.*");

	private SafeLink() {
	}

	/**
	 * Parses a link.
	 * @param address the address
	 * @return the link with its scheme in lower case
	 * @throws IllegalArgumentException if the address is not safe
	 */
	public static URI parse(String address) {
		if (!isSafe(address)) {
			throw new IllegalArgumentException(EXPECTED);
		}
		try {
			int colon = address.indexOf(':');
			return new URI(address.substring(0, colon).toLowerCase(Locale.ROOT) + address.substring(colon));
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException(EXPECTED, ex);
		}
	}

	/**
	 * Returns whether a phone can open an address safely.
	 * @param address any text
	 * @return false if the scheme is not http, https, mailto or tel, or if the address
	 * contains credentials
	 */
	public static boolean isSafe(String address) {
		return address.length() <= LONGEST && address.chars().noneMatch(Character::isISOControl)
				&& (WEB.matcher(address).matches() || MAIL.matcher(address).matches()
						|| TELEPHONE.matcher(address).matches());
	}

	/**
	 * Returns whether an address is safe, or relative to a safe address.
	 * @param address any text
	 * @return false for an address with a scheme that is not {@link #isSafe safe}
	 */
	public static boolean isSafeOrRelative(String address) {
		return isSafe(address) || address.chars().noneMatch((character) -> character <= ' ' || character == '\\')
				&& !BEFORE_SLASH.matcher(address).matches();
	}

	/**
	 * Returns whether a link leads to the web.
	 * @param link a link; null is valid
	 * @return whether it begins with http:// or https://
	 */
	public static boolean isWeb(@Nullable URI link) {
		return link == null || "http".equals(link.getScheme()) || "https".equals(link.getScheme());
	}

	/**
	 * Returns an address if it is safe. An address that was stored before addresses were
	 * checked can be unsafe.
	 * @param address an address; null for none
	 * @return the address; null if it is not safe
	 */
	public static @Nullable String shown(@Nullable String address) {
		return (address != null && isSafe(address)) ? address : null;
	}

}
