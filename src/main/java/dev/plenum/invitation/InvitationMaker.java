package dev.plenum.invitation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes invitations.
 */
@Component
public class InvitationMaker {

	private static final Duration LONGEST = Duration.ofDays(90);

	private final InvitationSettings settings;

	private final InstantSource clock;

	InvitationMaker(InvitationSettings settings, InstantSource clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Makes an invitation with a new code.
	 * @param expiresAt when it expires; null for the time that the settings name
	 * @return the invitation with its code
	 * @throws dev.plenum.platform.graphql.Problem if it expires in the past or too late
	 */
	public NewInvitation next(@Nullable OffsetDateTime expiresAt) {
		Instant now = this.clock.instant();
		Instant expiry = (expiresAt != null) ? expiresAt.toInstant() : now.plus(this.settings.lifetime());
		Check.that(expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST)),
				"An invitation expires within the next %d days.".formatted(LONGEST.toDays()), "expiresAt");
		String code = InvitationCode.next();
		return new NewInvitation(code, new InvitationEntry(InvitationCode.hash(code), now, expiry, null, null, null));
	}

	/**
	 * An invitation that is not stored yet.
	 *
	 * @param code its code
	 * @param entry what is stored of it
	 */
	public record NewInvitation(String code, InvitationEntry entry) {
	}

}
