package dev.plenum.platform.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.plenum.platform.startup.StartupException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("slow")
class IssuerTests {

	@Test
	void anIssuerThatDoesNotAnswerIsReported() throws IOException {
		String name = "http://127.0.0.1:" + freePort() + "/conference";
		assertThatExceptionOfType(StartupException.class).isThrownBy(new Issuer(name)::awaitKeys)
			.withMessage("the issuer " + name + " cannot be used: no answer from " + name
					+ "/.well-known/openid-configuration")
			.satisfies((ex) -> assertThat(ex.action()).isEqualTo("Start the issuer, or correct PLENUM_ISSUER_URI."));
	}

	@Test
	void aSilentIssuerIsReportedAfterFiveSeconds() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Issuer issuer = new Issuer("http://127.0.0.1:" + silent.getLocalPort());
			long start = System.nanoTime();
			assertThatExceptionOfType(StartupException.class).isThrownBy(issuer::awaitKeys)
				.withMessageEndingWith("no answer within 5 seconds");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
		}
	}

	@Test
	void anIssuerWithAnotherNameIsReported() {
		try (TestIssuer issuer = new TestIssuer()) {
			String name = issuer.uri() + "/";
			assertThatExceptionOfType(StartupException.class).isThrownBy(new Issuer(name)::awaitKeys)
				.withMessage("the issuer " + name + " has the name " + issuer.uri() + " in its configuration")
				.satisfies((ex) -> assertThat(ex.action()).contains("PLENUM_ISSUER_URI"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | {"issuer": "NAME"}                               | no jwks_uri at
			200 | {"issuer": "NAME", "jwks_uri": "NAME/keys"}      | no valid key set at
			200 | {"jwks_uri": "NAME/keys"}                        | has the name (none)
			200 | <html>Welcome</html>                             | no valid JSON at
			302 | moved                                            | status 302
			404 | nothing                                          | status 404
			""")
	void anIssuerWithAnInvalidAnswerIsReported(int status, String answer, String why) {
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response.status(status)
				.sendByteArray(Mono.fromSupplier(
						() -> answer.replace("NAME", "http://" + request.hostName() + ":" + request.hostPort())
							.getBytes(StandardCharsets.UTF_8))))
			.bindNow();
		try {
			Issuer issuer = new Issuer("http://127.0.0.1:" + server.port());
			assertThatExceptionOfType(StartupException.class).isThrownBy(issuer::awaitKeys).withMessageContaining(why);
		}
		finally {
			server.disposeNow();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "login.example.org", "ftp://login.example.org", "https://", "not an address", "http:/x" })
	void aNameThatIsNotAnHttpAddressIsReported(String name) {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new Issuer(name))
			.withMessage("invalid value \"" + name + "\" for plenum.issuer-uri: expected an HTTP address");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
