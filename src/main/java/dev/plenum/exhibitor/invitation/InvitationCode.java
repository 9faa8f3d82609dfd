package dev.plenum.exhibitor.invitation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The codes of invitations: with 80 bits of chance nobody guesses one, so a plain hash
 * keeps it.
 */
final class InvitationCode {

	private static final SecureRandom RANDOM = new SecureRandom();

	/** Capitals and digits that nobody mistakes for each other. */
	private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final int LENGTH = 16;

	private static final Pattern GROUP = Pattern.compile(".{4}(?!$)");

	private static final Pattern GAP = Pattern.compile("[\\s-]");

	private InvitationCode() {
	}

	/**
	 * A new code, in groups of four to be read out.
	 */
	static String next() {
		String code = RANDOM.ints(LENGTH, 0, LETTERS.length())
			.mapToObj((index) -> String.valueOf(LETTERS.charAt(index)))
			.collect(Collectors.joining());
		return GROUP.matcher(code).replaceAll("$0-");
	}

	/**
	 * The hash of a code as somebody gives it: in either case, with the groups or
	 * without.
	 */
	static String hash(String code) {
		try {
			String plain = GAP.matcher(code).replaceAll("").toUpperCase(Locale.ROOT);
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
