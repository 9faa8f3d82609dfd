package dev.plenum.participant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.plenum.platform.token.SigningKeys;
import dev.plenum.platform.token.TokenIssuer;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The signed tokens on the badges of participants. A device at a door that has no network
 * recognises by its token a participant whom its list does not contain yet.
 */
@Component
public class Badges {

	/** How long a device without a network accepts a token. */
	private static final Duration VALIDITY = Duration.ofDays(7);

	/** The header {@code typ} of the tokens. */
	private static final String TYPE = "badge+jwt";

	private static final String GENERATION = "gen";

	/** The length of a name and of a ticket type, so that the QR code can be scanned. */
	private static final int LONGEST = 60;

	/** The length of a text that can be a token. */
	private static final int LONGEST_TOKEN = 2000;

	private final Participants participants;

	private final SigningKeys keys;

	private final InstantSource clock;

	Badges(Participants participants, SigningKeys keys, InstantSource clock) {
		this.participants = participants;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Issues the token of a person.
	 * @param eventId the event
	 * @param subject the subject that has the person's agenda
	 * @return the token; empty if the person is no participant, or does not take part any
	 * more
	 */
	public Mono<Badge> of(String eventId, String subject) {
		return this.participants.bySubject(eventId, subject).filter(ParticipantDocument::isActive).map(this::signed);
	}

	/**
	 * Finds the participant with a token. It does not expire here: whether the
	 * participant still takes part is known, and a replaced ticket code ends it.
	 * @param eventId the event
	 * @param text any text
	 * @return the participant, also if the participation is cancelled; empty if the text
	 * is not a valid token of the event
	 */
	public Mono<ParticipantDocument> find(String eventId, String text) {
		return (text.length() > LONGEST_TOKEN) ? Mono.empty()
				: this.keys.verified(TYPE, text.strip())
					.filter((claims) -> eventId.equals(claims.getClaim(TokenIssuer.EVENT)))
					.flatMap((claims) -> this.participants.byId(claims.getSubject())
						.filter((found) -> claims.getClaim(GENERATION) instanceof Number generation
								&& generation.intValue() == found.generation()));
	}

	/**
	 * The public keys of all tokens that have not expired.
	 * @return a JSON Web Key Set
	 */
	public Map<String, Object> keys() {
		return this.keys.publishedFor(VALIDITY).toJSONObject();
	}

	private Badge signed(ParticipantDocument participant) {
		Instant now = this.clock.instant();
		Instant expiresAt = now.plus(VALIDITY);
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().subject(participant.id())
			.claim(TokenIssuer.EVENT, participant.eventId())
			.claim("name", name(participant.name()))
			.claim(GENERATION, participant.generation())
			.issueTime(Date.from(now))
			.expirationTime(Date.from(expiresAt));
		String ticketType = participant.ticketType();
		if (ticketType != null && ticketType.length() <= LONGEST) {
			claims.claim("ticketType", ticketType);
		}
		return new Badge(this.keys.sign(TYPE, claims.build()), expiresAt);
	}

	private static String name(String name) {
		return (name.length() <= LONGEST) ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST / 2)) + '…';
	}

	/**
	 * A token for a badge.
	 *
	 * @param token the signed text
	 * @param expiresAt until when a device without a network accepts it
	 */
	public record Badge(String token, Instant expiresAt) {

		@Override
		public String toString() {
			return "Badge until " + this.expiresAt;
		}

	}

}
