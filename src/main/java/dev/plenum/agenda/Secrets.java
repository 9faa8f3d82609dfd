package dev.plenum.agenda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What nobody can guess: the code that an attendee shows at a door, and the secret in the
 * address of a calendar.
 */
final class Secrets {

	private static final SecureRandom RANDOM = new SecureRandom();

	/** Capitals and digits that nobody mistakes for each other. */
	private static final String CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final int CODE_LENGTH = 10;

	private static final int SECRET_BYTES = 16;

	private Secrets() {
	}

	/**
	 * A new agenda code: short enough to be typed, and with 50 bits of chance no other
	 * attendee's.
	 */
	static String code() {
		return RANDOM.ints(CODE_LENGTH, 0, CODE_LETTERS.length())
			.mapToObj((index) -> String.valueOf(CODE_LETTERS.charAt(index)))
			.collect(Collectors.joining());
	}

	/**
	 * A new calendar secret. It tells which agenda it belongs to, so that one look-up by
	 * id finds that; the rest is chance.
	 */
	static String calendar(AgendaOwner owner) {
		byte[] chance = new byte[SECRET_BYTES];
		RANDOM.nextBytes(chance);
		return owner.agendaId().substring(Agendas.ID_PREFIX.length() + 1).replace('_', '-') + '.'
				+ Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
	}

	/**
	 * The agenda that a calendar secret says to belong to.
	 * @param secret a secret, also one that somebody made up
	 * @return the agenda's id; empty if this is no secret
	 */
	static Optional<String> agendaId(String secret) {
		String[] parts = secret.substring(0, Math.max(0, secret.indexOf('.'))).split("-", 3);
		return (parts.length == 2) ? Optional.of(Agendas.ID_PREFIX + '_' + parts[0] + '_' + parts[1])
				: Optional.empty();
	}

	/**
	 * Compares without telling by the time it takes how far two secrets agree.
	 */
	static boolean same(String given, String kept) {
		return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), kept.getBytes(StandardCharsets.UTF_8));
	}

}
