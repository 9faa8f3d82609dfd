package dev.plenum.platform.token;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The keys with which this server signs. All servers of one database use the same keys:
 * each key signs during one period of 90 days, and whichever server needs it first
 * creates it, a week before its period begins. When the period is over, the private key
 * is deleted. The public key stays published for ten years after its period, so that what
 * it signed can be verified.
 */
@Component
public final class SigningKeys {

	/** The path of single public keys on this server, which the id of a key follows. */
	public static final String PATH = "/.well-known/jwks/";

	static final String COLLECTION = "signingKeys";

	static final Duration PERIOD = Duration.ofDays(90);

	private static final Duration AHEAD = Duration.ofDays(7);

	/** How long after its period a key still verifies access tokens. */
	private static final Duration AFTERWARDS = Duration.ofDays(1);

	/** How long after its period a public key is published. */
	private static final Duration PUBLISHED = Duration.ofDays(3653);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Documents<SigningKeyDocument> stored;

	private final InstantSource clock;

	/** Reads the keys at most once per second, whatever tokens are sent. */
	private final Mono<Boolean> reloaded = Mono.defer(this::load)
		.thenReturn(true)
		.cache((_) -> PAUSE, (_) -> PAUSE, () -> PAUSE);

	/** The keys by the number of their period. */
	private volatile Map<Long, ECKey> known = Map.of();

	SigningKeys(MongoDatabase database, InstantSource clock) {
		this.stored = Documents.ofNoEvent(database, COLLECTION, SigningKeyDocument.class);
		this.clock = clock;
	}

	/**
	 * Reads the keys, creates those that are missing for the present and the near future,
	 * and deletes private keys whose period is over, and public keys ten years later.
	 * @return completes when the keys are in memory
	 */
	Mono<Void> load() {
		return Mono.defer(() -> {
			Instant now = this.clock.instant();
			return Flux.just(period(now), period(now.plus(AHEAD)))
				.distinct()
				.concatMap(this::createMissing)
				.thenMany(this.stored.all())
				.concatMap((key) -> endedAfter(Long.parseLong(key.id()), now.minus(PUBLISHED)) ? Mono.just(key)
						: this.stored.remove(key.id()).then(Mono.empty()))
				.concatMap((key) -> withoutOldSecret(key, now))
				.collect(TreeMap<Long, ECKey>::new,
						(keys, key) -> keys.put(Long.parseLong(key.id()), parsed(key.key())))
				.doOnNext((keys) -> this.known = keys)
				.then();
		});
	}

	private Mono<SigningKeyDocument> createMissing(long period) {
		ECKey present = this.known.get(period);
		return (present != null) ? this.stored.byId(Long.toString(period)).switchIfEmpty(create(period))
				: create(period);
	}

	private Mono<SigningKeyDocument> create(long period) {
		return Mono.defer(() -> this.stored.begin(Long.toString(period),
				new Fields().first("madeAt", this.clock.instant()).first("key", generated().toJSONString())));
	}

	private Mono<SigningKeyDocument> withoutOldSecret(SigningKeyDocument key, Instant now) {
		ECKey pair = parsed(key.key());
		return (pair.isPrivate() && isOver(Long.parseLong(key.id()), now))
				? this.stored
					.change(key.id(), Filters.eq("version", key.version()),
							new Fields().set("key", pair.toPublicJWK().toJSONString()))
					.defaultIfEmpty(key)
				: Mono.just(key);
	}

	/**
	 * Signs claims with the present key.
	 * @param type the value of the header {@code typ}, which says what the claims are
	 * @param claims the claims
	 * @return the signed text in its compact form
	 */
	public String sign(String type, JWTClaimsSet claims) {
		return sign(type, "", claims);
	}

	/**
	 * Signs claims for others, who find the key by its address.
	 * @param base the address of this server, without a slash at its end
	 * @param claims the claims
	 * @return the signed text in its compact form, with the header {@code typ} JWT
	 */
	public String signPublicly(String base, JWTClaimsSet claims) {
		return sign(JOSEObjectType.JWT.getType(), base + PATH, claims);
	}

	private String sign(String type, String addressOfKeys, JWTClaimsSet claims) {
		ECKey key = this.known.get(period(this.clock.instant()));
		if (key == null || !key.isPrivate()) {
			throw new IllegalStateException("the key of this period has not been read yet");
		}
		SignedJWT signed = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(type))
			.keyID(addressOfKeys + key.getKeyID())
			.build(), claims);
		try {
			signed.sign(new ECDSASigner(key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("The claims cannot be signed", ex);
		}
		return signed.serialize();
	}

	/**
	 * All public keys, also those of earlier periods.
	 * @return the keys in the order of their periods
	 */
	public JWKSet published() {
		return publishedFor(PUBLISHED);
	}

	/**
	 * The public keys that can have signed something recently or will do so soon.
	 * @param past how long ago something can have been signed
	 * @return the keys in the order of their periods
	 */
	public JWKSet publishedFor(Duration past) {
		Instant since = this.clock.instant().minus(past);
		return new JWKSet(this.known.entrySet()
			.stream()
			.filter((entry) -> endedAfter(entry.getKey(), since))
			.<JWK>map((entry) -> entry.getValue().toPublicJWK())
			.toList());
	}

	/**
	 * Verifies what this server signed. Whether it has expired is not checked.
	 * @param type the value that the header {@code typ} must have
	 * @param text any text
	 * @return the claims; empty if no published key signed the text with this type
	 */
	public Mono<JWTClaimsSet> verified(String type, String text) {
		return Mono.fromCallable(() -> SignedJWT.parse(text))
			.onErrorResume(ParseException.class, (_) -> Mono.empty())
			.filter((signed) -> new JOSEObjectType(type).equals(signed.getHeader().getType()))
			.flatMap((signed) -> Mono.justOrEmpty(signed.getHeader().getKeyID())
				.flatMap((keyId) -> publicKey(keyId, PUBLISHED))
				.flatMap((key) -> verified(signed, key)));
	}

	private static Mono<JWTClaimsSet> verified(SignedJWT signed, ECKey key) {
		return Mono.defer(() -> {
			try {
				return signed.verify(new ECDSAVerifier(key)) ? Mono.just(signed.getJWTClaimsSet()) : Mono.empty();
			}
			catch (JOSEException | ParseException ex) {
				return Mono.empty();
			}
		});
	}

	/**
	 * Finds the key that may have signed an access token. If it is unknown, the keys are
	 * read again.
	 * @param keyId the id in the token's header
	 * @return the public key; empty if there is none, or if its period is over
	 */
	public Flux<JWK> verifying(String keyId) {
		return publicKey(keyId, AFTERWARDS).cast(JWK.class).flux();
	}

	private Mono<ECKey> publicKey(String keyId, Duration past) {
		return Mono.defer(() -> Mono.justOrEmpty(known(keyId, past)))
			.switchIfEmpty(this.reloaded.then(Mono.defer(() -> Mono.justOrEmpty(known(keyId, past)))));
	}

	private Optional<ECKey> known(String keyId, Duration past) {
		Instant since = this.clock.instant().minus(past);
		return this.known.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().getKeyID().equals(keyId) && endedAfter(entry.getKey(), since))
			.map((entry) -> entry.getValue().toPublicJWK())
			.findFirst();
	}

	private static long period(Instant moment) {
		return Math.floorDiv(moment.getEpochSecond(), PERIOD.toSeconds());
	}

	private static boolean isOver(long period, Instant now) {
		return !endedAfter(period, now.minus(AFTERWARDS));
	}

	private static boolean endedAfter(long period, Instant moment) {
		return !Instant.ofEpochSecond((period + 1) * PERIOD.toSeconds()).isBefore(moment);
	}

	private static ECKey generated() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.ES256)
				.keyIDFromThumbprint(true)
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("No key can be made", ex);
		}
	}

	private static ECKey parsed(String json) {
		try {
			return ECKey.parse(json);
		}
		catch (ParseException ex) {
			throw new IllegalStateException("A stored key is not readable", ex);
		}
	}

}
