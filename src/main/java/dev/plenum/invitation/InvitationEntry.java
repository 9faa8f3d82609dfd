package dev.plenum.invitation;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import dev.plenum.invitation.InvitationRejected.InvitationProblem;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as it is stored, in the document of what it invites to. It works once.
 *
 * @param hash the hash of its code, which is not stored
 * @param madeAt when it was created
 * @param expiresAt when it expires
 * @param redeemedBy the token subject of the person who redeemed it; null if nobody has,
 * {@link #SOMEBODY} if that person deleted their data
 * @param redeemedAt when it was redeemed; null if it was not
 * @param revokedAt when it was revoked; null if it was not
 */
public record InvitationEntry(String hash, Instant madeAt, Instant expiresAt, @Nullable String redeemedBy,
		@Nullable Instant redeemedAt, @Nullable Instant revokedAt) {

	/** Replaces a subject that was forgotten; the invitation stays used. */
	public static final String SOMEBODY = "";

	private static final int LONGEST_CODE = 100;

	/**
	 * The condition that an invitation can be redeemed.
	 * @param path the path of the invitation in its document, with a dot at the end
	 * @param now the current time
	 * @return the condition, for the write that redeems it
	 */
	public static Bson redeemable(String path, Instant now) {
		return Filters.and(Filters.exists(path + "redeemedBy", false), Filters.exists(path + "revokedAt", false),
				Filters.gt(path + "expiresAt", now));
	}

	/**
	 * Checks an id of an invitation before it becomes part of a path.
	 * @param id any text
	 * @return the id
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if it cannot be an id
	 */
	public static String checkedId(String id) {
		if (!id.matches("inv_[a-z0-9]+_[a-z0-9]+")) {
			throw Problem.of(ErrorCode.NOT_FOUND, "There is no invitation '%s'.".formatted(id));
		}
		return id;
	}

	/**
	 * Returns whether it is the invitation with a code.
	 * @param code the code as somebody typed it
	 * @return false also for a text that is no code
	 */
	public boolean hasCode(String code) {
		return this.hash.equals(InvitationCode.hash(code.substring(0, Math.min(code.length(), LONGEST_CODE))));
	}

	/**
	 * Returns who redeemed it, for those who may know.
	 * @return the token subject; null if nobody has, or if that person deleted their data
	 */
	public @Nullable String redeemer() {
		return SOMEBODY.equals(this.redeemedBy) ? null : this.redeemedBy;
	}

	/**
	 * Returns why it cannot be redeemed.
	 * @return the refusal, which says that it has expired if there is no other reason
	 */
	public InvitationRejected rejection() {
		if (this.redeemedBy != null) {
			return new InvitationRejected(InvitationProblem.REDEEMED);
		}
		return new InvitationRejected((this.revokedAt != null) ? InvitationProblem.REVOKED : InvitationProblem.EXPIRED);
	}

}
