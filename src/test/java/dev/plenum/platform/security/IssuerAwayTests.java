package dev.plenum.platform.security;

import com.nimbusds.jose.JOSEObjectType;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@SpringBootTest(classes = EchoServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "server.address=127.0.0.1", "management.endpoint.health.validate-group-membership=false" })
class IssuerAwayTests {

	private static final TestIssuer issuer = new TestIssuer();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry properties) {
		properties.add("PLENUM_ISSUER_URI", issuer::uri);
	}

	@Test
	void knownKeysRemainValidAndATokenWithANewKeyIsUnavailable() {
		String known = issuer.token((claims) -> {
		});
		String unknown = issuer.signed(TestIssuer.newKey("unknown"), JOSEObjectType.JWT, (claims) -> {
		});
		issuer.close();
		echo(known).expectStatus().isOk();
		echo(unknown).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.doesNotExist(HttpHeaders.WWW_AUTHENTICATE)
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("UNAVAILABLE");
		echo("garbage").expectStatus().isUnauthorized();
		echo(known).expectStatus().isOk();
	}

	private ResponseSpec echo(String token) {
		return EchoServer.client(this.port)
			.get()
			.uri(EchoServer.PATH)
			.headers((headers) -> headers.setBearerAuth(token))
			.exchange();
	}

}
