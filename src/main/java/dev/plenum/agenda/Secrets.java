package dev.plenum.agenda;

import java.util.Optional;

import dev.plenum.platform.secret.DerivationKey;

import org.springframework.stereotype.Component;

/**
 * Derives the code that an attendee shows at a door, and the secret in the address of the
 * attendee's calendar. Nobody can guess them. Both depend on the event, the attendee and
 * a generation, so that all servers derive the same values without storing them first.
 */
@Component
final class Secrets {

	/** Capitals and digits that are not mistaken for each other. */
	private static final String CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final int CODE_LENGTH = 10;

	private static final int SECRET_BYTES = 16;

	private final DerivationKey key;

	Secrets(DerivationKey key) {
		this.key = key;
	}

	/**
	 * Derives the attendee's code: ten letters of five bits, short enough to be typed.
	 * Among 10,000 attendees two have the same code with a probability of 1 in 20
	 * million.
	 */
	String code(AgendaOwner owner, int generation) {
		byte[] bytes = this.key.derive("agenda code", parts(owner, generation));
		StringBuilder code = new StringBuilder(CODE_LENGTH);
		for (int i = 0; i < CODE_LENGTH; i++) {
			code.append(CODE_LETTERS.charAt(bytes[i] & (CODE_LETTERS.length() - 1)));
		}
		return code.toString();
	}

	/**
	 * Derives the secret of the attendee's calendar: the id of the agenda, so that the
	 * agenda is found by one look-up, and 128 bits.
	 */
	String calendar(AgendaOwner owner, int generation) {
		return owner.agendaId().substring(Agendas.ID_PREFIX.length() + 1).replace('_', '-') + '.'
				+ this.key.text(SECRET_BYTES, "calendar secret", parts(owner, generation));
	}

	/**
	 * Returns the id of the agenda that a calendar secret names.
	 * @param secret any text
	 * @return the id, which need not exist; empty if the text is not a secret
	 */
	static Optional<String> agendaId(String secret) {
		String[] parts = secret.substring(0, Math.max(0, secret.indexOf('.'))).split("-", 3);
		return (parts.length == 2) ? Optional.of(Agendas.ID_PREFIX + '_' + parts[0] + '_' + parts[1])
				: Optional.empty();
	}

	private static String[] parts(AgendaOwner owner, int generation) {
		return new String[] { owner.eventId(), owner.subject(), Integer.toString(generation) };
	}

}
