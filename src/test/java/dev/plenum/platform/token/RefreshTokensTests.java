package dev.plenum.platform.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.mongodb.reactivestreams.client.MongoDatabase;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.LiveServer;
import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.platform.token.RefreshTokens.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sign-ins are refreshed on bad networks, and revoked when a token was stolen. Two
 * servers share the database.
 */
@LiveServer
class RefreshTokensTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String EVENT = "evt_refreshing";

	private final String subject = TokenIssuer.TICKET + UUID.randomUUID();

	private Instant now = Instant.parse("2026-05-05T09:00:00Z");

	private final Instant end = this.now.plus(Duration.ofDays(40));

	@Autowired
	private MongoDatabase database;

	@Autowired
	private DerivationKey key;

	private RefreshTokens server;

	private RefreshTokens other;

	@BeforeEach
	void start() {
		this.server = server();
		this.other = server();
	}

	private RefreshTokens server() {
		InstantSource clock = () -> this.now;
		SigningKeys keys = new SigningKeys(this.database, clock);
		keys.load().block(PATIENCE);
		return new RefreshTokens(this.database, this.key, new TokenIssuer(keys, clock), clock);
	}

	@Test
	void eachRefreshTokenIsFollowedByAnotherOne() throws Exception {
		Tokens first = begin();
		Tokens second = refreshed(this.server, first.refreshToken());
		Tokens third = refreshed(this.other, second.refreshToken());
		assertThat(List.of(first.refreshToken(), second.refreshToken(), third.refreshToken())).doesNotHaveDuplicates();
		SignedJWT access = SignedJWT.parse(third.accessToken());
		assertThat(access.getJWTClaimsSet().getSubject()).isEqualTo(this.subject);
		assertThat(access.getJWTClaimsSet().getStringClaim("event")).isEqualTo(EVENT);
		assertThat(access.getJWTClaimsSet().getStringClaim("name")).isEqualTo("Ada");
		assertThat(access.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(this.now.plusSeconds(600));
	}

	@Test
	void aLostAnswerIsGivenAgainAfterTwoHours() {
		Tokens first = begin();
		Tokens lost = refreshed(this.server, first.refreshToken());
		this.now = this.now.plus(Duration.ofHours(2));
		assertThat(refreshed(this.other, first.refreshToken()).refreshToken()).isEqualTo(lost.refreshToken());
		this.now = this.now.plus(Duration.ofDays(7));
		assertThat(refreshed(this.server, first.refreshToken()).refreshToken()).isEqualTo(lost.refreshToken());
		assertThat(refreshed(this.server, lost.refreshToken())).isNotNull();
	}

	@Test
	void anEarlierTokenReturnsTheSameSuccessorForAMinuteAfterTheSuccessorWasUsed() {
		Tokens first = begin();
		Tokens second = refreshed(this.server, first.refreshToken());
		refreshed(this.server, second.refreshToken());
		this.now = this.now.plusSeconds(60);
		assertThat(refreshed(this.other, first.refreshToken()).refreshToken()).isEqualTo(second.refreshToken());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anEarlierTokenRevokesTheSignInAMinuteAfterTheSuccessorOrItsAccessTokenWasUsed(boolean access) {
		Tokens first = begin();
		Tokens second = refreshed(this.server, first.refreshToken());
		Tokens newest = second;
		if (access) {
			this.server.used(first.signIn().id(), 2).block(PATIENCE);
		}
		else {
			newest = refreshed(this.server, second.refreshToken());
		}
		this.now = this.now.plusSeconds(61);
		assertThat(refreshed(this.other, first.refreshToken())).isNull();
		assertThat(refreshed(this.server, newest.refreshToken())).isNull();
		assertThat(this.server.of(this.subject).collectList().block(PATIENCE)).isEmpty();
	}

	@Test
	void theUseOfTheFirstAccessTokenDoesNotHinderTheFirstRefresh() {
		Tokens first = begin();
		this.server.used(first.signIn().id(), 1).block(PATIENCE);
		this.now = this.now.plusSeconds(600);
		Tokens second = refreshed(this.server, first.refreshToken());
		assertThat(refreshed(this.server, first.refreshToken()).refreshToken()).isEqualTo(second.refreshToken());
	}

	@Test
	void anOldTokenRevokesTheSignIn() {
		Tokens first = begin();
		Tokens newest = first;
		for (int i = 0; i < 8; i++) {
			this.now = this.now.plusSeconds(600);
			newest = refreshed(this.server, newest.refreshToken());
		}
		assertThat(refreshed(this.server, first.refreshToken())).isNull();
		assertThat(refreshed(this.server, newest.refreshToken())).isNull();
	}

	@Test
	void twoServersReturnTheSameSuccessorAtTheSameTime() {
		Tokens first = begin();
		List<String> successors = Flux.range(0, 20)
			.flatMap((i) -> refresh((i % 2 == 0) ? this.server : this.other, first.refreshToken())
				.subscribeOn(Schedulers.boundedElastic()), 20)
			.map(Tokens::refreshToken)
			.collectList()
			.block(PATIENCE);
		assertThat(successors).hasSize(20).containsOnly(refreshed(this.server, first.refreshToken()).refreshToken());
	}

	@Test
	void aRevokedOrExpiredSignInIsNotRefreshed() {
		Tokens first = begin();
		Tokens second = begin();
		assertThat(this.server.of(this.subject).collectList().block(PATIENCE)).hasSize(2);
		assertThat(this.server.revoke(first.signIn().id()).block(PATIENCE)).isNotNull();
		assertThat(refreshed(this.other, first.refreshToken())).isNull();
		this.now = this.end;
		assertThat(refreshed(this.other, second.refreshToken())).isNull();
	}

	@Test
	void aSignInThatIsNotPermittedAnyMoreIsNotRefreshed() {
		String token = begin().refreshToken();
		assertThat(this.server.refresh(token, (signIn) -> Mono.empty()).block(PATIENCE)).isNull();
	}

	@Test
	void aForgedTokenIsRefusedAndRevokesNothing() {
		Tokens first = begin();
		String forged = first.refreshToken().replaceFirst("\\.1\\.", ".2.");
		assertThat(refreshed(this.server, forged)).isNull();
		assertThat(refreshed(this.server, "anything")).isNull();
		assertThat(refreshed(this.server, first.refreshToken())).isNotNull();
	}

	private Tokens begin() {
		Tokens begun = this.server.begin(this.subject, EVENT, "ticket", "0", Map.of("name", "Ada"), "Phone", this.end)
			.block(PATIENCE);
		assertThat(begun).isNotNull();
		return begun;
	}

	private @Nullable Tokens refreshed(RefreshTokens on, String token) {
		return refresh(on, token).block(PATIENCE);
	}

	private Mono<Tokens> refresh(RefreshTokens on, String token) {
		return on.refresh(token, (signIn) -> Mono.just(this.end));
	}

}
