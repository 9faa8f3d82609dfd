package dev.plenum.invitation;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.platform.Sha256;

/**
 * The codes of invitations. A code has 80 random bits, so it cannot be guessed and a
 * plain hash is enough to store it.
 */
final class InvitationCode {

	private static final SecureRandom RANDOM = new SecureRandom();

	/** Capital letters and digits without those that look alike. */
	private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final int LENGTH = 16;

	private static final Pattern GROUP = Pattern.compile(".{4}(?!$)");

	private static final Pattern GAP = Pattern.compile("[\\s-]");

	private InvitationCode() {
	}

	/**
	 * Creates a code, in groups of four characters that are easy to read out.
	 */
	static String next() {
		String code = RANDOM.ints(LENGTH, 0, LETTERS.length())
			.mapToObj((index) -> String.valueOf(LETTERS.charAt(index)))
			.collect(Collectors.joining());
		return GROUP.matcher(code).replaceAll("$0-");
	}

	/**
	 * The hash of a code. Case, spaces and hyphens do not matter.
	 */
	static String hash(String code) {
		return Sha256.hex(GAP.matcher(code).replaceAll("").toUpperCase(Locale.ROOT));
	}

}
