package dev.plenum.platform.security;

import java.util.Objects;
import java.util.Optional;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.PlainCharacters;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.token.TokenIssuer;
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
 * <p>
 * An account of the issuer is the same caller everywhere. The holder of a token of this
 * server is bound to one event, and anonymous in all others: {@link #in(String)} decides
 * it. {@link BoundCallers} applies it to every field of GraphQL, and {@code EventAccess}
 * to everything else. Until one of them has, a bound caller is anonymous.
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

	/** Whether the caller is bound to another event than the one that is concerned. */
	private final boolean elsewhere;

	private final @Nullable String boundTo;

	private final Grounds grounds;

	/**
	 * Creates a caller outside of an execution.
	 * @param subject the token's subject; null for a request without a token
	 * @param name the token's claim {@code name}; null if it has none
	 * @param administrator whether the token has the scope {@code plenum:admin}
	 */
	public Caller(@Nullable String subject, @Nullable String name, boolean administrator) {
		this(subject, name, administrator, false, null, new Grounds(subject != null));
	}

	private Caller(@Nullable String subject, @Nullable String name, boolean administrator, boolean elsewhere,
			@Nullable String boundTo, Grounds grounds) {
		this.subject = subject;
		this.name = name;
		this.administrator = administrator;
		this.elsewhere = elsewhere;
		this.boundTo = boundTo;
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
		String claim = token.getToken().getClaimAsString("name");
		String name = (claim != null) ? PlainCharacters.in(claim) : null;
		String subject = token.getToken().getSubject();
		return OwnTokens.isOwn(token.getToken())
				? bound(subject, name, Objects.requireNonNull(token.getToken().getClaimAsString(TokenIssuer.EVENT)))
				: new Caller(subject, name, administrator);
	}

	/**
	 * Creates the holder of a token of this server, who is anonymous until it is known
	 * which event is concerned.
	 * @param subject the token's subject
	 * @param name the token's claim {@code name}; null if it has none
	 * @param eventId the event in which the token is valid
	 * @return the caller
	 */
	static Caller bound(@Nullable String subject, @Nullable String name, String eventId) {
		return new Caller(subject, name, false, true, eventId, new Grounds(subject != null));
	}

	/**
	 * The same caller where one event is concerned.
	 * @param eventId the id of the event
	 * @return the caller; anonymous if the token is valid in another event only
	 */
	public Caller in(String eventId) {
		return (this.boundTo == null) ? this : at(!this.boundTo.equals(eventId));
	}

	/**
	 * The same caller in the event that the token is bound to, and where no event is
	 * concerned.
	 * @return the caller; this one if the token is not bound to an event
	 */
	public Caller inOwnEvent() {
		return (this.boundTo == null) ? this : at(false);
	}

	/**
	 * The same caller where other events are concerned.
	 */
	Caller elsewhere() {
		return (this.boundTo == null) ? this : at(true);
	}

	private Caller at(boolean other) {
		return (other == this.elsewhere) ? this
				: new Caller(this.subject, this.name, this.administrator, other, this.boundTo, this.grounds);
	}

	/**
	 * The event that the token is bound to.
	 * @return the id of the event; null for an account, and without a token
	 */
	public @Nullable String boundTo() {
		return this.boundTo;
	}

	/**
	 * The same caller within an execution.
	 * @param grounds notes that the answer is personal
	 * @return the caller
	 */
	Caller notedIn(Grounds grounds) {
		return new Caller(this.subject, this.name, this.administrator, this.elsewhere, this.boundTo, grounds);
	}

	/**
	 * The same caller outside of an execution.
	 * @return the caller, without a reference to the execution
	 */
	public Caller remembered() {
		return (this.subject != null) ? notedIn(new Grounds(true)) : ANONYMOUS;
	}

	/**
	 * The subject to whom data such as an agenda belong.
	 * @return the subject; null for an anonymous caller, and for a screen
	 */
	public @Nullable String subject() {
		return !isScreen() ? holder() : null;
	}

	/**
	 * Whether the caller is a paired screen, which can only read and has no data.
	 */
	boolean isScreen() {
		return this.subject != null && this.subject.startsWith(TokenIssuer.SCREEN);
	}

	/**
	 * The subject to whom rights such as those of an organiser are given.
	 * @return the subject; null for an anonymous caller
	 */
	public @Nullable String holder() {
		this.grounds.dependOnCaller();
		return !this.elsewhere ? this.subject : null;
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
		return !this.elsewhere ? this.name : null;
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
	 * The subject to whom data belong, which is required.
	 * @return the {@link #subject()}
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} for an anonymous caller, and
	 * with {@link ErrorCode#FORBIDDEN} for a screen
	 */
	public String requireSubject() {
		if (isScreen()) {
			throw readsOnly();
		}
		return required(subject());
	}

	/**
	 * The subject to whom rights are given, which is required.
	 * @return the {@link #holder()}
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} for an anonymous caller
	 */
	public String requireHolder() {
		return required(holder());
	}

	static Problem readsOnly() {
		return Problem.of(ErrorCode.FORBIDDEN, "A screen can only read, and has no data of its own.");
	}

	private String required(@Nullable String known) {
		if (known == null) {
			throw Problem.of(ErrorCode.UNAUTHENTICATED, (this.subject == null)
					? "This requires a token. Send it as 'Authorization: Bearer …', or in the payload of connection_init."
					: "This requires a token that is valid here. Yours is valid in another event only.");
		}
		return known;
	}

}
