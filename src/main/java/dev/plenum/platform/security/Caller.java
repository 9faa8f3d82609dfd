package dev.plenum.platform.security;

import java.util.Optional;

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
 * The sender of a request. Resolvers receive it as {@code @ContextValue Caller caller} in
 * every request over every transport. Reading its properties makes the answer personal,
 * so that it is not sent to other callers.
 */
public final class Caller {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "caller";

	/** The sender of a request without a token. */
	public static final Caller ANONYMOUS = new Caller(null, null, false);

	private static final String ADMINISTRATOR = "SCOPE_" + SecurityConfiguration.ADMIN_SCOPE;

	private final @Nullable String subject;

	private final @Nullable String name;

	private final boolean administrator;

	private final Grounds grounds;

	/**
	 * Creates a caller outside of an execution.
	 * @param subject the token's subject; null for a request without a token
	 * @param name the token's claim {@code name}; null if it has none
	 * @param administrator whether the token has the scope {@code plenum:admin}
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
	 * The sender of the current request, for endpoints beside GraphQL.
	 * @return the caller; {@link #ANONYMOUS} for a request without a token
	 */
	public static Mono<Caller> ofRequest() {
		return authentication().map((authentication) -> authentication.map(Caller::of).orElse(ANONYMOUS));
	}

	/**
	 * Returns how the current request is authenticated.
	 * @return the authentication; an empty optional if the request has no token
	 */
	public static Mono<Optional<Authentication>> authentication() {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.singleOptional();
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
	 * The same caller within an execution.
	 * @param grounds notes that the answer is personal
	 * @return the caller
	 */
	Caller notedIn(Grounds grounds) {
		return new Caller(this.subject, this.name, this.administrator, grounds);
	}

	/**
	 * The same caller outside of an execution.
	 * @return the caller, without a reference to the execution
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
	 * The token's subject for counting and logging, which does not make the answer
	 * personal.
	 * @return the subject; null for a request without a token
	 */
	public @Nullable String countedAs() {
		return this.subject;
	}

	/**
	 * The token's claim {@code name}.
	 * @return the name; null if the token has none
	 */
	public @Nullable String name() {
		this.grounds.dependOnCaller();
		return this.name;
	}

	/**
	 * Whether the token has the scope {@code plenum:admin}.
	 * @return true if the caller has the rights of an organiser in every event
	 */
	public boolean administrator() {
		this.grounds.dependOnCaller();
		return this.administrator;
	}

	/**
	 * The token's subject, which is required.
	 * @return the token's subject
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} if there is no token
	 */
	public String requireSubject() {
		String known = subject();
		if (known == null) {
			throw Problem.of(ErrorCode.UNAUTHENTICATED,
					"This requires a token. Send it as 'Authorization: Bearer …', or in the payload of connection_init.");
		}
		return known;
	}

}
