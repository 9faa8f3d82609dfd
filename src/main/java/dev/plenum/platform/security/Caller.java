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
import org.springframework.security.oauth2.jwt.Jwt;
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

	/** Stands for the account of a ticket that cannot be read at the moment. */
	static final String UNKNOWN = TokenIssuer.PREFIX + "unknown";

	private static final String ADMINISTRATOR = "SCOPE_" + SecurityConfiguration.ADMIN_SCOPE;

	private final Identity identity;

	/** Whether the caller is bound to another event than the one that is concerned. */
	private final boolean elsewhere;

	private final Grounds grounds;

	/**
	 * Creates a caller outside of an execution.
	 * @param subject the token's subject; null for a request without a token
	 * @param name the token's claim {@code name}; null if it has none
	 * @param administrator whether the token has the scope {@code plenum:admin}
	 */
	public Caller(@Nullable String subject, @Nullable String name, boolean administrator) {
		this(new Identity(subject, name, null, administrator, null, null), false, new Grounds(subject != null));
	}

	private Caller(Identity identity, boolean elsewhere, Grounds grounds) {
		this.identity = identity;
		this.elsewhere = elsewhere;
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
				: new Caller(new Identity(subject, name, verifiedEmail(token.getToken()), administrator, null, null),
						false, new Grounds(true));
	}

	/** Some issuers write the claim as a text. */
	private static @Nullable String verifiedEmail(Jwt token) {
		return "true".equals(token.getClaimAsString("email_verified")) ? token.getClaimAsString("email") : null;
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
		return new Caller(new Identity(subject, name, null, false, eventId, null), true, new Grounds(subject != null));
	}

	/**
	 * The same caller where one event is concerned.
	 * @param eventId the id of the event
	 * @return the caller; anonymous if the token is valid in another event only
	 */
	public Caller in(String eventId) {
		return (boundTo() == null) ? this : at(!eventId.equals(boundTo()));
	}

	/**
	 * The same caller in the event that the token is bound to, and where no event is
	 * concerned.
	 * @return the caller; this one if the token is not bound to an event
	 */
	public Caller inOwnEvent() {
		return (boundTo() == null) ? this : at(false);
	}

	/**
	 * The same caller where other events are concerned.
	 */
	Caller elsewhere() {
		return (boundTo() == null) ? this : at(true);
	}

	private Caller at(boolean other) {
		return (other == this.elsewhere) ? this : new Caller(this.identity, other, this.grounds);
	}

	/**
	 * The event that the token is bound to.
	 * @return the id of the event; null for an account, and without a token
	 */
	public @Nullable String boundTo() {
		return this.identity.boundTo();
	}

	/**
	 * The same caller after an account has entered the code of the ticket.
	 * @param account the subject of the account
	 */
	Caller linkedTo(String account) {
		return new Caller(this.identity.linkedTo(account), this.elsewhere, this.grounds);
	}

	/**
	 * The same caller within an execution.
	 * @param grounds notes that the answer is personal
	 * @return the caller
	 */
	Caller notedIn(Grounds grounds) {
		return new Caller(this.identity, this.elsewhere, grounds);
	}

	/**
	 * The same caller outside of an execution.
	 * @return the caller, without a reference to the execution
	 */
	public Caller remembered() {
		return (countedAs() != null) ? notedIn(new Grounds(true)) : ANONYMOUS;
	}

	/**
	 * The subject to whom data such as an agenda belong: the account that entered the
	 * code of the ticket, or otherwise the subject of the token.
	 * @return the subject; null for an anonymous caller, and for a screen
	 */
	public @Nullable String subject() {
		String holder = holder();
		if (holder == null || isScreen()) {
			return null;
		}
		if (UNKNOWN.equals(this.identity.account())) {
			throw Problem.of(ErrorCode.UNAVAILABLE,
					"It is not known at the moment whose data these are. Retry in a few seconds.");
		}
		return (this.identity.account() != null) ? this.identity.account() : holder;
	}

	/**
	 * Whether the caller is a paired screen, which can only read and has no data.
	 */
	boolean isScreen() {
		String subject = countedAs();
		return subject != null && subject.startsWith(TokenIssuer.SCREEN);
	}

	/**
	 * Whether the caller holds a ticket whose code an account has entered. The caller has
	 * the data of the account in the event, and none of its rights.
	 * @return false for the account itself
	 */
	public boolean isLinked() {
		return this.identity.account() != null;
	}

	/**
	 * The subject of the token, to whom rights such as those of an organiser are given.
	 * @return the subject; null for an anonymous caller
	 */
	public @Nullable String holder() {
		this.grounds.dependOnCaller();
		return !this.elsewhere ? countedAs() : null;
	}

	/**
	 * The token's subject for counting and logging, which does not make the answer
	 * personal.
	 * @return the subject; null for a request without a token
	 */
	public @Nullable String countedAs() {
		return this.identity.subject();
	}

	/**
	 * The token's claim {@code name}.
	 * @return the name; null if the token has none
	 */
	public @Nullable String name() {
		this.grounds.dependOnCaller();
		return !this.elsewhere ? this.identity.name() : null;
	}

	/**
	 * The e-mail address of an account, in the token's claim {@code email}.
	 * @return the address; null if the issuer has not verified it, and for a ticket
	 */
	public @Nullable String verifiedEmail() {
		this.grounds.dependOnCaller();
		return this.identity.verifiedEmail();
	}

	/**
	 * Whether the token has the scope {@code plenum:admin}.
	 * @return true if the caller has the rights of an organiser in every event
	 */
	public boolean administrator() {
		this.grounds.dependOnCaller();
		return this.identity.administrator();
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
			throw Problem.of(ErrorCode.UNAUTHENTICATED, (countedAs() == null)
					? "This requires a token. Send it as 'Authorization: Bearer …', or in the payload of connection_init."
					: "This requires a token that is valid here. Yours is valid in another event only.");
		}
		return known;
	}

	/**
	 * What a token says of its holder.
	 *
	 * @param subject the subject; null without a token
	 * @param name the name; null for none
	 * @param verifiedEmail the e-mail address; null for none that is verified
	 * @param administrator whether the token has the scope of administrators
	 * @param boundTo the event in which the token is valid; null for all
	 * @param account the account that entered the code of the ticket; null for none
	 */
	private record Identity(@Nullable String subject, @Nullable String name, @Nullable String verifiedEmail,
			boolean administrator, @Nullable String boundTo, @Nullable String account) {

		Identity linkedTo(String other) {
			return new Identity(this.subject, this.name, this.verifiedEmail, this.administrator, this.boundTo, other);
		}

	}

}
