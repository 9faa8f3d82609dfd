package dev.plenum.platform.security;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.PlainCharacters;
import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who sent the request. Resolvers take it as {@code @ContextValue Caller caller}; it is
 * there in every request, over every transport. Asking it anything is noted: the answer
 * is then for this caller only.
 */
public final class Caller {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "caller";

	/** A request without a token. */
	public static final Caller ANONYMOUS = new Caller(null, null, false);

	private static final String ADMINISTRATOR = "SCOPE_" + SecurityConfiguration.ADMIN_SCOPE;

	private final @Nullable String subject;

	private final @Nullable String name;

	private final boolean administrator;

	private final Grounds grounds;

	/**
	 * Somebody whose answers nobody keeps.
	 * @param subject the token's subject; null for a request without a token
	 * @param name the token's {@code name} claim; null where it has none
	 * @param administrator whether the token carries the scope {@code plenum:admin}
	 */
	public Caller(@Nullable String subject, @Nullable String name, boolean administrator) {
		this(subject, name, administrator, new Grounds(subject != null));
	}

	private Caller(@Nullable String subject, @Nullable String name, boolean administrator, Grounds grounds) {
		this.subject = subject;
		this.name = name;
		this.administrator = administrator;
		this.grounds = grounds;
	}

	/**
	 * Who sent the request that is being answered, for what is not asked in GraphQL.
	 * @return the caller, {@link #ANONYMOUS} for a request without a token
	 */
	public static Mono<Caller> ofRequest() {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.map(Caller::of)
			.defaultIfEmpty(ANONYMOUS);
	}

	private static Caller of(Authentication authentication) {
		if (!(authentication instanceof JwtAuthenticationToken token)) {
			return ANONYMOUS;
		}
		boolean administrator = token.getAuthorities()
			.stream()
			.anyMatch((authority) -> ADMINISTRATOR.equals(authority.getAuthority()));
		String name = token.getToken().getClaimAsString("name");
		return new Caller(token.getToken().getSubject(), (name != null) ? PlainCharacters.in(name) : null,
				administrator);
	}

	/**
	 * The same caller in an execution.
	 * @param grounds what the answer stands on
	 * @return the caller, who is noted there when asked anything
	 */
	Caller notedIn(Grounds grounds) {
		return new Caller(this.subject, this.name, this.administrator, grounds);
	}

	/**
	 * The same caller, to be remembered beyond an execution.
	 * @return the caller, with nothing of what the answer stands on
	 */
	public Caller remembered() {
		return (this.subject != null) ? new Caller(this.subject, this.name, this.administrator) : ANONYMOUS;
	}

	/**
	 * The token's subject.
	 * @return the subject; null for a request without a token
	 */
	public @Nullable String subject() {
		this.grounds.dependOnCaller();
		return this.subject;
	}

	/**
	 * The token's subject, for who counts requests or writes of them in the log: that
	 * makes no answer another, so that nothing is noted.
	 * @return the subject; null for a request without a token
	 */
	public @Nullable String countedAs() {
		return this.subject;
	}

	/**
	 * The token's {@code name} claim.
	 * @return the name; null where the token has none
	 */
	public @Nullable String name() {
		this.grounds.dependOnCaller();
		return this.name;
	}

	/**
	 * Whether the token carries the scope {@code plenum:admin}.
	 * @return whether the caller may do what organisers may
	 */
	public boolean administrator() {
		this.grounds.dependOnCaller();
		return this.administrator;
	}

	/**
	 * The subject, where one is needed.
	 * @return the token's subject
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} if there is no token
	 */
	public String requireSubject() {
		String known = subject();
		if (known == null) {
			throw Problem.of(ErrorCode.UNAUTHENTICATED,
					"This needs a token: send it as 'Authorization: Bearer …', or in the payload of connection_init.");
		}
		return known;
	}

}
