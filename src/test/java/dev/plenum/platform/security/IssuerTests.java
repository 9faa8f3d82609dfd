package dev.plenum.platform.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.plenum.platform.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IssuerTests {

	@Test
	void anIssuerThatIsNotThereIsTold() throws IOException {
		String name = "http://127.0.0.1:" + freePort() + "/conference";
		assertThatExceptionOfType(StartupException.class).isThrownBy(new Issuer(name)::ask)
			.withMessage("the issuer " + name + " is of no use: no answer from " + name
					+ "/.well-known/openid-configuration")
			.satisfies((ex) -> assertThat(ex.action()).isEqualTo("Start the issuer, or correct PLENUM_ISSUER_URI."));
	}

	@Test
	void anIssuerThatIsSilentIsGivenUpAfterFiveSeconds() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Issuer issuer = new Issuer("http://127.0.0.1:" + silent.getLocalPort());
			long start = System.nanoTime();
			assertThatExceptionOfType(StartupException.class).isThrownBy(issuer::ask)
				.withMessageEndingWith("no answer within 5 seconds");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
		}
	}

	@Test
	void anIssuerOfAnotherNameIsTold() {
		try (TestIssuer issuer = new TestIssuer()) {
			String name = issuer.uri() + "/";
			assertThatExceptionOfType(StartupException.class).isThrownBy(new Issuer(name)::ask)
				.withMessage("the issuer " + name + " calls itself " + issuer.uri())
				.satisfies((ex) -> assertThat(ex.action()).contains("PLENUM_ISSUER_URI"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | {"issuer": "NAME"}                               | it names no jwks_uri
			200 | {"issuer": "NAME", "jwks_uri": "NAME/keys"}      | there is no key set at
			200 | {"jwks_uri": "NAME/keys"}                        | calls itself nothing
			200 | <html>Welcome</html>                             | there is no JSON
			302 | moved                                            | it answers 302
			404 | nothing                                          | it answers 404
			""")
	void anIssuerOfNoUseIsTold(int status, String answer, String why) {
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
			assertThatExceptionOfType(StartupException.class).isThrownBy(issuer::ask).withMessageContaining(why);
		}
		finally {
			server.disposeNow();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "login.example.org", "ftp://login.example.org", "https://", "not an address", "http:/x" })
	void aNameThatIsNoHttpAddressIsTold(String name) {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new Issuer(name))
			.withMessage("plenum.issuer-uri is \"" + name + "\", which is no HTTP address");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
