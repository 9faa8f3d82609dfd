package dev.plenum.screen;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.platform.Ids;

/**
 * What a screen shows and what it keeps: a code of 8 characters, which only organisers
 * can use, for a few minutes, and whose guesses are counted; and a secret of 128 bits,
 * which nobody sees.
 */
final class ScreenCode {

	private static final SecureRandom RANDOM = new SecureRandom();

	/** Capital letters and digits without those that look alike from a distance. */
	private static final String LETTERS = "34679ACDEFGHJKLMNPQRTUVWXY";

	private static final int LENGTH = 8;

	private static final int SECRET_BYTES = 16;

	private static final int LONGEST = 100;

	private static final Pattern GAP = Pattern.compile("[\\s-]");

	private ScreenCode() {
	}

	/**
	 * Creates a code.
	 * @return 8 characters, without a gap
	 */
	static String next() {
		return RANDOM.ints(LENGTH, 0, LETTERS.length())
			.mapToObj((index) -> String.valueOf(LETTERS.charAt(index)))
			.collect(Collectors.joining());
	}

	static String nextSecret() {
		byte[] bytes = new byte[SECRET_BYTES];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * The id of the screen that shows a code. Case, spaces and hyphens do not matter.
	 */
	static String screenId(String eventId, String code) {
		String entered = code.substring(0, Math.min(code.length(), LONGEST));
		return Ids.in(Screens.ID_PREFIX, eventId, GAP.matcher(entered).replaceAll("").toUpperCase(Locale.ROOT));
	}

}
