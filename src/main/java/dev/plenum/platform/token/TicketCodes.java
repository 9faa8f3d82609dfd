package dev.plenum.platform.token;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import dev.plenum.platform.secret.DerivationKey;

import org.springframework.stereotype.Component;

/**
 * Derives the code by which a participant signs in. A code has 60 bits in twelve
 * characters and one check character, for example {@code 7KQM-2XTP-9HVDC}. All servers
 * derive the same code from the participant and a generation, so that codes are not
 * stored. A participant is found by the keyed hash of the code.
 */
@Component
public final class TicketCodes {

	/** The letters of Crockford's Base 32: without I, L, O and U. */
	private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int BITS = 5;

	private static final int LENGTH = 12;

	/** The polynomial x⁵ + x² + 1, which makes a field of 32 elements. */
	private static final int POLYNOMIAL = 0b100101;

	private static final Pattern GAPS = Pattern.compile("[\\s\\p{Pd}]");

	private static final Pattern BEFORE = Pattern.compile("^.*[#&?]ticket=");

	private static final Pattern CODE = Pattern.compile("[" + LETTERS + "]{" + (LENGTH + 1) + "}");

	/** The longest text that is read, enough for a link with a code at its end. */
	private static final int LONGEST = 500;

	private static final int LOWEST_RANDOM = 1 << 16;

	private static final int HIGHEST_RANDOM = 1 << 30;

	private final DerivationKey key;

	TicketCodes(DerivationKey key) {
		this.key = key;
	}

	/**
	 * Derives the code of a participant.
	 * @param participantId the id of the participant
	 * @param generation the generation of the code; each replacement begins the next one
	 * @return the code in three groups, with its check character
	 */
	public String codeOf(String participantId, int generation) {
		long bits = ByteBuffer.wrap(this.key.derive("ticket code", participantId, Integer.toString(generation)))
			.getLong();
		StringBuilder code = new StringBuilder();
		for (int i = 0; i < LENGTH; i++) {
			code.append(LETTERS.charAt((int) (bits >>> BITS * i) & (LETTERS.length() - 1)));
		}
		return code.append(check(code)).insert(8, '-').insert(4, '-').toString();
	}

	/**
	 * Chooses the generation of the first code of a participant. It is random: a
	 * participant who is removed and entered again gets none of the earlier codes.
	 * @return a generation above all those that were counted from 0
	 */
	public static int firstGeneration() {
		return ThreadLocalRandom.current().nextInt(LOWEST_RANDOM, HIGHEST_RANDOM);
	}

	/**
	 * Computes the hash under which the participant with a code is stored.
	 * @param code a code, with or without groups
	 * @return the keyed hash in hexadecimal, always the same for the same code
	 */
	public String hashOf(String code) {
		return HexFormat.of().formatHex(this.key.derive("ticket code hash", GAPS.matcher(code).replaceAll("")));
	}

	/**
	 * Computes the hash under which a participant is stored.
	 * @param participantId the id of the participant
	 * @param generation the generation of the code
	 * @return the keyed hash of the participant's code
	 */
	public String hashOf(String participantId, int generation) {
		return hashOf(codeOf(participantId, generation));
	}

	/**
	 * Reads a code that a person typed or scanned. Case, spaces and hyphens do not
	 * matter; I and L are read as 1, O as 0. A link that ends with {@code ticket=} and
	 * the code is accepted too.
	 * @param text any text
	 * @return the code without groups; empty if the text is not a code, for example
	 * because its check character is wrong
	 */
	public static Optional<String> normalised(String text) {
		if (text.length() > LONGEST) {
			return Optional.empty();
		}
		String bare = BEFORE.matcher(GAPS.matcher(text).replaceAll("")).replaceFirst("").toUpperCase(Locale.ROOT);
		String code = bare.replace('I', '1').replace('L', '1').replace('O', '0');
		return (CODE.matcher(code).matches() && check(code.substring(0, LENGTH)) == code.charAt(LENGTH))
				? Optional.of(code) : Optional.empty();
	}

	/**
	 * The check character. It differs after any wrong character and after any exchange of
	 * two neighbours: the values are the coefficients of a polynomial over the field.
	 */
	private static char check(CharSequence code) {
		int sum = code.chars().map(LETTERS::indexOf).reduce(0, (before, value) -> doubled(before ^ value));
		return LETTERS.charAt(sum);
	}

	private static int doubled(int value) {
		int shifted = value << 1;
		return (shifted < LETTERS.length()) ? shifted : shifted ^ POLYNOMIAL;
	}

}
