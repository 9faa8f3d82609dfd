package dev.plenum.platform.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.platform.token.SignInDocument.Use;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Sign-ins: families of rotating refresh tokens. A refresh token names its sign-in and
 * its number in the family, and contains 192 bits that only the servers can derive. So a
 * server can return the same successor again when the first answer was lost.
 */
@Component
public final class RefreshTokens {

	static final String COLLECTION = "signIns";

	/** How long an access token is valid. */
	public static final Duration ACCESS = Duration.ofMinutes(10);

	/** The claim of an access token with the id of its sign-in. */
	public static final String SIGN_IN = "sid";

	/** The claim of an access token with the number of its refresh token. */
	public static final String NUMBER = "num";

	private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);

	private static final Pattern TOKEN = Pattern
		.compile("([a-z]{3}_[0-9a-z]{1,20}_[0-9a-z]{1,20})\\.(\\d{1,9})\\.(.{32})");

	private static final int SECRET_BYTES = 24;

	private static final int MOST_USES = 5;

	private static final int MOST_TRIES = 5;

	private final Documents<SignInDocument> stored;

	private final DerivationKey key;

	private final TokenIssuer issuer;

	private final InstantSource clock;

	RefreshTokens(MongoDatabase database, DerivationKey key, TokenIssuer issuer, InstantSource clock) {
		this.stored = new Documents<>(database, COLLECTION, SignInDocument.class);
		this.key = key;
		this.issuer = issuer;
		this.clock = clock;
	}

	/**
	 * Begins a sign-in.
	 * @param subject who signs in; begins with {@link TokenIssuer#PREFIX}
	 * @param eventId the event in which the tokens are valid
	 * @param kind what the access tokens are for, such as {@code ticket}
	 * @param grant what permits it, which {@link #refresh} can check again
	 * @param claims further claims of the access tokens
	 * @param device how the device calls itself; null for no name
	 * @param expiresAt when the refresh tokens expire
	 * @return the first tokens
	 */
	public Mono<Tokens> begin(String subject, String eventId, String kind, String grant, Map<String, String> claims,
			@Nullable String device, Instant expiresAt) {
		return Mono.defer(() -> {
			Instant now = this.clock.instant();
			String id = Ids.in(SignInDocument.ID_PREFIX, eventId, UUID.randomUUID().toString());
			SignInDocument begun = new SignInDocument(id, eventId, 1, subject, kind, grant, claims, device, 1,
					List.of(), now, now, expiresAt, null);
			return this.stored.begin(id, begun).flatMap((document) -> tokens(document, 1));
		});
	}

	/**
	 * Uses a refresh token.
	 * @param token any text
	 * @param validUntil decides whether the sign-in is still permitted: returns when it
	 * expires, or empty to refuse
	 * @return the next tokens; empty if the token is not valid any more
	 */
	public Mono<Tokens> refresh(String token, Function<SignInDocument, Mono<Instant>> validUntil) {
		return Mono.justOrEmpty(read(token))
			.flatMap((read) -> this.stored.byId(read.id())
				.filter((signIn) -> signIn.isValidAt(this.clock.instant()))
				.flatMap((signIn) -> validUntil.apply(signIn)
					.filter((until) -> until.isAfter(this.clock.instant()))
					.flatMap((until) -> use(signIn, read.number(), until, MOST_TRIES))));
	}

	private Mono<Tokens> use(SignInDocument signIn, int number, Instant until, int tries) {
		Instant now = this.clock.instant();
		if (!signIn.isValidAt(now) || tries == 0) {
			return Mono.empty();
		}
		return switch (signIn.decide(number, now)) {
			case REPEAT -> tokens(signIn, number + 1);
			case REVOKE -> revoke(signIn.id())
				.doOnNext((_) -> log.warn("{} is revoked: a refresh token of it was used again", signIn.id()))
				.then(Mono.empty());
			case ADVANCE -> this.stored.change(signIn.id(), Filters.and(valid(), Filters.eq("number", signIn.number())),
					used(signIn, number, now).set("number", number + 1).set("refreshedAt", now).set("expiresAt", until))
				.flatMap((written) -> tokens(written, number + 1))
				.switchIfEmpty(Mono.defer(() -> this.stored.newest(signIn.id())
					.flatMap((newest) -> use(newest, number, until, tries - 1))));
		};
	}

	private static Fields used(SignInDocument signIn, int number, Instant now) {
		return signIn.uses().stream().anyMatch((use) -> use.number() == number) ? new Fields()
				: new Fields().append("uses", new Use(number, now), MOST_USES);
	}

	/**
	 * Notes that an access token was used. From then on its refresh token has arrived.
	 * @param id the claim {@link #SIGN_IN} of the access token
	 * @param number its claim {@link #NUMBER}
	 * @return completes when it is stored
	 */
	public Mono<Void> used(String id, int number) {
		return this.stored
			.change(id, Filters.and(valid(), Filters.ne("uses.number", number)),
					new Fields().append("uses", new Use(number, this.clock.instant()), MOST_USES))
			.then();
	}

	/**
	 * Finds a sign-in.
	 * @param id any id
	 * @return the sign-in, also if it has ended; empty if there is none
	 */
	public Mono<SignInDocument> byId(String id) {
		return this.stored.byId(id);
	}

	/**
	 * The valid sign-ins of a subject.
	 * @param subject who signed in
	 * @return the sign-ins, the one that was refreshed last first
	 */
	public Flux<SignInDocument> of(String subject) {
		return Flux.from(this.stored.find(Filters.eq("subject", subject)))
			.filter((signIn) -> signIn.isValidAt(this.clock.instant()))
			.sort((one, other) -> other.refreshedAt().compareTo(one.refreshedAt()));
	}

	/**
	 * Revokes a sign-in. Its refresh tokens are refused at once; its access tokens end
	 * within {@link #ACCESS}.
	 * @param id its id
	 * @return the revoked sign-in; empty if it does not exist or is revoked already
	 */
	public Mono<SignInDocument> revoke(String id) {
		return this.stored.change(id, valid(), new Fields().set("revokedAt", this.clock.instant()));
	}

	/**
	 * Revokes all sign-ins of a subject.
	 * @param subject who signed in
	 * @return the number of revoked sign-ins
	 */
	public Mono<Integer> revokeAll(String subject) {
		return of(subject).concatMap((signIn) -> revoke(signIn.id())).count().map(Math::toIntExact);
	}

	/**
	 * Removes all sign-ins of a subject, also those that have ended.
	 * @param subject who signed in
	 * @return the number of removed sign-ins
	 */
	public Mono<Integer> removeAll(String subject) {
		return Flux.from(this.stored.find(Filters.eq("subject", subject)))
			.concatMap((signIn) -> this.stored.remove(signIn.id()))
			.count()
			.map(Math::toIntExact);
	}

	/**
	 * Removes sign-ins that expired.
	 */
	Mono<Void> removeExpired() {
		return this.stored.removeAll(Filters.lt("expiresAt", this.clock.instant()));
	}

	Mono<Void> ensureIndexes() {
		return this.stored.ensureIndex("subject").then(this.stored.ensureIndex("expiresAt"));
	}

	private static Bson valid() {
		return Filters.exists("revokedAt", false);
	}

	private Mono<Tokens> tokens(SignInDocument signIn, int number) {
		Map<String, Object> claims = new LinkedHashMap<>(signIn.claims());
		claims.put(SIGN_IN, signIn.id());
		claims.put(NUMBER, number);
		return this.issuer.issue(signIn.subject(), signIn.eventId(), signIn.kind(), ACCESS, claims)
			.map((access) -> new Tokens(signIn, access, this.clock.instant().plus(ACCESS),
					signIn.id() + '.' + number + '.' + secret(signIn.id(), number)));
	}

	private String secret(String id, int number) {
		return this.key.text(SECRET_BYTES, "refresh token", id, Integer.toString(number));
	}

	private Optional<Read> read(String token) {
		Matcher matcher = TOKEN.matcher(token.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		Read read = new Read(matcher.group(1), Integer.parseInt(matcher.group(2)));
		return DerivationKey.same(matcher.group(3), secret(read.id(), read.number())) ? Optional.of(read)
				: Optional.empty();
	}

	/**
	 * A refresh token that a server derived.
	 *
	 * @param id its sign-in
	 * @param number its number
	 */
	private record Read(String id, int number) {
	}

	/**
	 * Tokens that a device receives.
	 *
	 * @param signIn the sign-in
	 * @param accessToken the access token
	 * @param accessTokenExpiresAt when it expires
	 * @param refreshToken the refresh token, which expires with the sign-in
	 */
	public record Tokens(SignInDocument signIn, String accessToken, Instant accessTokenExpiresAt, String refreshToken) {

		@Override
		public String toString() {
			return "Tokens of " + this.signIn.id();
		}

	}

}
