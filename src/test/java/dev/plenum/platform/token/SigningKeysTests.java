package dev.plenum.platform.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys with which all servers of a database sign.
 */
@LiveServer
class SigningKeysTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("somebody").build();

	private Instant now = Instant.EPOCH.plus(SigningKeys.PERIOD.multipliedBy(230)).plus(Duration.ofDays(40));

	@Autowired
	private MongoClient client;

	@Autowired
	private Clients clients;

	private MongoDatabase database;

	@BeforeEach
	void removeTheKeys(@Autowired MongoDatabase present) {
		this.database = this.client.getDatabase("signing-keys").withCodecRegistry(present.getCodecRegistry());
		Mono.from(this.database.getCollection(SigningKeys.COLLECTION).deleteMany(new Document())).block(PATIENCE);
	}

	@Test
	void serversThatStartAtTheSameTimeUseTheSameKey() {
		List<SigningKeys> servers = IntStream.range(0, 10).mapToObj((_) -> server()).toList();
		Flux.fromIterable(servers)
			.flatMap((server) -> server.load().subscribeOn(Schedulers.boundedElastic()), 10)
			.blockLast(PATIENCE);
		assertThat(servers)
			.allSatisfy((server) -> assertThat(isVerified(server.sign("at+jwt", CLAIMS), servers.getFirst())).isTrue());
		assertThat(servers.getLast().published().getKeys()).hasSize(1);
	}

	@Test
	void theNextKeyIsPublishedAWeekBeforeItSigns() throws Exception {
		SigningKeys server = loaded();
		String before = keyId(server);
		this.now = this.now.plus(Duration.ofDays(44));
		server.load().block(PATIENCE);
		assertThat(server.published().getKeys()).hasSize(2);
		assertThat(keyId(server)).isEqualTo(before);
		this.now = this.now.plus(Duration.ofDays(7));
		assertThat(keyId(server)).isNotEqualTo(before);
		assertThat(server.published().getKeyByKeyId(keyId(server))).isNotNull();
	}

	@Test
	void anOldKeyVerifiesNoTokensAndLosesItsSecretButStaysPublished() throws Exception {
		SigningKeys server = loaded();
		String old = keyId(server);
		String signed = server.sign("certificate+jwt", CLAIMS);
		this.now = this.now.plus(SigningKeys.PERIOD);
		server.load().block(PATIENCE);
		assertThat(server.verifying(old).collectList().block(PATIENCE)).isEmpty();
		assertThat(published(server, old)).isPresent();
		assertThat(isVerified(signed, server)).isTrue();
		List<String> stored = Flux.from(this.database.getCollection(SigningKeys.COLLECTION).find())
			.map((key) -> key.getString("key"))
			.collectList()
			.block(PATIENCE);
		assertThat(stored).filteredOn((key) -> key.contains(old)).singleElement().asString().doesNotContain("\"d\"");
		assertThat(published(loaded(), old)).isPresent();
	}

	@Test
	void aPublicKeyLeavesTenYearsAfterItsPeriod() throws Exception {
		SigningKeys server = loaded();
		String old = keyId(server);
		String signed = server.sign("certificate+jwt", CLAIMS);
		this.now = this.now.plus(Duration.ofDays(3650 + 50));
		server.load().block(PATIENCE);
		assertThat(published(server, old)).isPresent();
		assertThat(server.publishedFor(Duration.ofDays(7)).getKeyByKeyId(old)).isNull();
		assertThat(server.verified("certificate+jwt", signed).block(PATIENCE)).isNotNull();
		this.now = this.now.plus(Duration.ofDays(4));
		server.load().block(PATIENCE);
		assertThat(published(server, old)).isEmpty();
		assertThat(published(loaded(), old)).isEmpty();
		assertThat(server.verified("certificate+jwt", signed).block(PATIENCE)).isNull();
	}

	@Test
	void aServerVerifiesOnlyWhatWasSignedForTheSamePurpose() {
		String signed = loaded().sign("badge+jwt", CLAIMS);
		SigningKeys other = server();
		assertThat(other.verified("badge+jwt", signed).block(PATIENCE)).isEqualTo(CLAIMS);
		assertThat(other.verified("at+jwt", signed).block(PATIENCE)).isNull();
		assertThat(other.verified("badge+jwt", signed.replaceFirst("\\..", ".f")).block(PATIENCE)).isNull();
		assertThat(other.verified("badge+jwt", "a.b.c").block(PATIENCE)).isNull();
	}

	@Test
	void aServerFindsAKeyThatAnotherOneCreated() throws Exception {
		SigningKeys first = loaded();
		SigningKeys second = server();
		assertThat(second.verifying(keyId(first)).collectList().block(PATIENCE)).hasSize(1);
	}

	@Test
	void aDeletedKeyIsReplaced() throws Exception {
		SigningKeys server = loaded();
		String stolen = keyId(server);
		Mono.from(this.database.getCollection(SigningKeys.COLLECTION).deleteMany(new Document())).block(PATIENCE);
		server.load().block(PATIENCE);
		assertThat(keyId(server)).isNotEqualTo(stolen);
		assertThat(published(server, stolen)).isEmpty();
	}

	@Test
	void thePublicKeysArePublishedWithoutTheirSecrets() throws Exception {
		String answer = new String(this.clients.raw()
			.get()
			.uri("/.well-known/jwks.json")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Content-Type", "application/jwk-set+json")
			.expectHeader()
			.valueEquals("Cache-Control", "max-age=3600, public")
			.expectBody()
			.returnResult()
			.getResponseBodyContent());
		assertThat(JWKSet.parse(answer).getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
	}

	private SigningKeys server() {
		return new SigningKeys(this.database, () -> this.now);
	}

	private SigningKeys loaded() {
		SigningKeys server = server();
		server.load().block(PATIENCE);
		return server;
	}

	private static String keyId(SigningKeys server) throws Exception {
		return SignedJWT.parse(server.sign("at+jwt", CLAIMS)).getHeader().getKeyID();
	}

	private static boolean isVerified(String signed, SigningKeys server) throws Exception {
		SignedJWT jwt = SignedJWT.parse(signed);
		JWK key = published(server, jwt.getHeader().getKeyID()).orElseThrow();
		return jwt.verify(new ECDSAVerifier(key.toECKey()));
	}

	private static Optional<JWK> published(SigningKeys server, String keyId) {
		return Optional.ofNullable(server.published().getKeyByKeyId(keyId));
	}

}
