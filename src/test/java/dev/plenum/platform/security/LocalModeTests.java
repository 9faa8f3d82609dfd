package dev.plenum.platform.security;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.platform.startup.StartUpConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

@SpringBootTest(classes = { EchoServer.class, StartUpConfiguration.class },
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "PLENUM_ISSUER_URI=", "server.forward-headers-strategy=framework",
				"management.endpoint.health.validate-group-membership=false" })
class LocalModeTests {

	@TempDir
	private static Path data;

	@Autowired
	private LocalMode localMode;

	@LocalServerPort
	private int port;

	private WebTestClient client;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry properties) {
		properties.add("plenum.data", () -> data.resolve("made"));
	}

	@BeforeEach
	void connect() {
		this.client = EchoServer.client(this.port);
	}

	@Test
	void theReadyTokensAreValidAndOnlyTheAdministratorsHasItsScope() {
		assertThat(this.localMode.tokens()).containsOnlyKeys("attendee", "exhibitor", "organiser", "admin");
		this.localMode.tokens()
			.forEach((subject, token) -> echo(token).expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.subject")
				.isEqualTo(subject)
				.jsonPath("$.authorities")
				.value((authorities) -> assertThat(authorities).asInstanceOf(LIST)
					.filteredOn("SCOPE_plenum:admin"::equals)
					.hasSize(subject.equals("admin") ? 1 : 0)));
	}

	@Test
	void aReadyTokenLastsSevenDaysAndNamesItsSubject() throws ParseException {
		JWTClaimsSet claims = SignedJWT.parse(this.localMode.tokens().get("attendee")).getJWTClaimsSet();
		assertThat(claims.getIssuer()).isEqualTo("plenum-local");
		assertThat(claims.getAudience()).containsExactly("plenum");
		assertThat(claims.getStringClaim("name")).isEqualTo("attendee");
		assertThat(Duration.between(Instant.now(), claims.getExpirationTime().toInstant()))
			.isCloseTo(Duration.ofDays(7), Duration.ofMinutes(5));
	}

	@Test
	void theReadyTokensAreInAFileForTheirOwnerOnly() throws IOException, ParseException {
		Path file = data.resolve("made/local-tokens.json");
		assertThat(JSONObjectUtils.parse(Files.readString(file))).isEqualTo(this.localMode.tokens());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
	}

	@ParameterizedTest
	@ValueSource(strings = { "attendee", "admin", "Ada Lovelace", "é", "\"}" })
	void anyoneOnThisMachineGetsATokenWithoutAScope(String subject) {
		String token = local("/local/token?subject={subject}", subject).expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
			.expectHeader()
			.valueMatches("Cache-Control", ".*no-store.*")
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		echo(token).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.subject")
			.isEqualTo(subject)
			.jsonPath("$.authorities")
			.value((authorities) -> assertThat(authorities).asInstanceOf(LIST).doesNotContain("SCOPE_plenum:admin"));
	}

	@Test
	void aSubjectOfAHundredCharactersIsTheLongest() {
		local("/local/token?subject=" + "x".repeat(100)).expectStatus().isOk();
		local("/local/token?subject=" + "x".repeat(101)).expectStatus().isBadRequest();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/local/token", "/local/token?subject=", "/local/token?subject= " })
	void aMissingSubjectIsReported(String path) {
		local(path).expectStatus()
			.isBadRequest()
			.expectBody(String.class)
			.isEqualTo("Set the subject to 1 to 100 characters, as in /local/token?subject=attendee.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Host              | evil.example
			Host              | localhost.evil.example
			Host              | 127.0.0.1.evil.example:8080
			Host              | 127.0.0.2
			Forwarded         | for=127.0.0.1
			X-Forwarded-For   | 127.0.0.1
			X-Forwarded-Host  | localhost
			""")
	void aRequestThatMayComeFromElsewhereIsRefused(String header, String value) {
		this.client.get()
			.uri("/local/token?subject=attendee")
			.header(header, value)
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:8080" })
	void aRequestWithALocalHostNameIsAnswered(String host) {
		this.client.get().uri("/local/token?subject=attendee").header("Host", host).exchange().expectStatus().isOk();
	}

	@Test
	void theServerListensOnLoopbackOnly() throws SocketException {
		Optional<InetAddress> other = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> address instanceof Inet4Address && !address.isLoopbackAddress())
			.findFirst();
		assumeThat(other).isPresent();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Socket(other.orElseThrow(), this.port));
	}

	@Test
	void aTokenWithAnotherScopeInItIsRefused() {
		List<String> parts = List.of(this.localMode.tokens().get("attendee").split("\\."));
		String admin = this.localMode.tokens().get("admin").split("\\.")[1];
		echo(String.join(".", parts.get(0), admin, parts.get(2))).expectStatus().isUnauthorized();
	}

	private ResponseSpec local(String path, Object... variables) {
		return this.client.get().uri(path, variables).exchange();
	}

	private ResponseSpec echo(String token) {
		return this.client.get().uri(EchoServer.PATH).headers((headers) -> headers.setBearerAuth(token)).exchange();
	}

}
