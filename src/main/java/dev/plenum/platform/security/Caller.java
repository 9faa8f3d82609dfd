package dev.plenum.platform.security;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the request. Resolvers take it as {@code @ContextValue Caller caller}; it is
 * there in every request, over every transport.
 *
 * @param subject the token's subject; null for a request without a token
 * @param name the token's {@code name} claim; null where it has none
 * @param administrator whether the token carries the scope {@code plenum:admin}
 */
public record Caller(@Nullable String subject, @Nullable String name, boolean administrator) {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "caller";

	/** A request without a token. */
	public static final Caller ANONYMOUS = new Caller(null, null, false);

	/**
	 * The subject, where one is needed.
	 * @return the token's subject
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} if there is no token
	 */
	public String requireSubject() {
		if (this.subject == null) {
			throw Problem.of(ErrorCode.UNAUTHENTICATED,
					"This needs a token: send it as 'Authorization: Bearer …', or in the payload of connection_init.");
		}
		return this.subject;
	}

}
