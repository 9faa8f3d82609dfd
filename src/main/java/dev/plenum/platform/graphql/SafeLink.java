package dev.plenum.platform.graphql;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a link must be for a phone to open it: absolute, with the scheme http, https,
 * mailto or tel, and without a user name or password. Browsers take a backslash for a
 * slash and skip line breaks, so neither may be anywhere in it.
 */
public final class SafeLink {

	/** What a link that is refused lacks. */
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
	 * Reads a link.
	 * @param address the address as it was written
	 * @return the link; its scheme is in lower case
	 * @throws IllegalArgumentException if it is not absolute, or no phone should open it
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
	 * Whether a phone can safely open an address.
	 * @param address any text
	 * @return false if the address leads elsewhere than http, https, mailto or tel, or
	 * has credentials
	 */
	public static boolean isSafe(String address) {
		return address.length() <= LONGEST && address.chars().noneMatch(Character::isISOControl)
				&& (WEB.matcher(address).matches() || MAIL.matcher(address).matches()
						|| TELEPHONE.matcher(address).matches());
	}

	/**
	 * Whether a phone can safely open an address, or one that is relative to a safe one.
	 * @param address any text
	 * @return false for an address with a scheme that is not {@link #isSafe safe}
	 */
	public static boolean isSafeOrRelative(String address) {
		return isSafe(address) || address.chars().noneMatch((character) -> character <= ' ' || character == '\\')
				&& !BEFORE_SLASH.matcher(address).matches();
	}

	/**
	 * Whether an address is one of the web.
	 * @param link a link; null passes
	 * @return whether it begins with http:// or https://
	 */
	public static boolean isWeb(@Nullable URI link) {
		return link == null || "http".equals(link.getScheme()) || "https".equals(link.getScheme());
	}

	/**
	 * An address as it is shown. What was stored before addresses were checked may not be
	 * safe.
	 * @param address an address; null for none
	 * @return the address; null if it is not safe
	 */
	public static @Nullable String shown(@Nullable String address) {
		return (address != null && isSafe(address)) ? address : null;
	}

}
