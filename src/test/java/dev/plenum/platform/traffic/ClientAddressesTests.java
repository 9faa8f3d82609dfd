package dev.plenum.platform.traffic;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The address of a client behind proxies, by the header Forwarded. {@code RateTests}
 * covers X-Forwarded-For.
 */
class ClientAddressesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			for=203.0.113.1                                      | 203.0.113.1
			For="203.0.113.1:4711"; proto=https; by=192.0.2.9    | 203.0.113.1
			proto=https ; for=203.0.113.1                        | 203.0.113.1
			for="[2001:db8::1]:4711"                             | 2001:db8:0:0:0:0:0:1
			for="[2001:db8::1]"                                  | 2001:db8:0:0:0:0:0:1
			for=198.51.100.1, for=203.0.113.1                    | 203.0.113.1
			for=203.0.113.1, for=192.0.2.7;proto=http            | 203.0.113.1
			for=198.51.100.1, for=203.0.113.1, for="192.0.2.7:1" | 203.0.113.1
			for=203.0.113.1, for=_hidden                         | 192.0.2.1
			for=unknown                                          | 192.0.2.1
			nonsense                                             | 192.0.2.1
			''                                                   | 192.0.2.1
			""")
	void aTrustedProxyReportsTheClientByForwarded(String header, String client) {
		assertThat(client("192.0.2.1", "Forwarded", header)).isEqualTo(client);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.99, Forwarded", "192.0.2.1, X-Forwarded-For" })
	void noOtherPeerAndNoOtherHeaderIsTrusted(String peer, String header) {
		assertThat(client(peer, header, "for=198.51.100.1")).isEqualTo(peer);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			192.0.2.1    | https        | app.example.org              |      | https://app.example.org/graphql?a=b
			192.0.2.1    | https        | app.example.org              | 8443 | https://app.example.org:8443/graphql?a=b
			192.0.2.1    | https        | [2001:db8::1]                | 8443 | https://[2001:db8::1]:8443/graphql?a=b
			192.0.2.1    | https        | app.example.org:1            | 8443 | https://app.example.org:1/graphql?a=b
			192.0.2.1    |              | app.example.org              |      | http://app.example.org/graphql?a=b
			192.0.2.1    | https        |                              |      | https://plenum:8080/graphql?a=b
			192.0.2.1    | http, https  | evil.example, app.example.org |     | https://app.example.org/graphql?a=b
			192.0.2.1    | ftp          | evil.example/path            |      | http://plenum:8080/graphql?a=b
			192.0.2.1    | https        | [::::]                       |      | https://plenum:8080/graphql?a=b
			192.0.2.1    | https        | [:]                          | 8443 | https://plenum:8080/graphql?a=b
			192.0.2.1    | https        | [1.2.3.4]:1                  |      | https://plenum:8080/graphql?a=b
			203.0.113.99 | https        | app.example.org              |      | http://plenum:8080/graphql?a=b
			""")
	void aTrustedProxyDeterminesSchemeAndHost(String peer, String scheme, String host, String port, String uri) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("http://plenum:8080/graphql?a=b")
			.header("X-Forwarded-For", "203.0.113.1")
			.remoteAddress(new InetSocketAddress(peer, 4711));
		Map.of("X-Forwarded-Proto", Optional.ofNullable(scheme), "X-Forwarded-Host", Optional.ofNullable(host),
				"X-Forwarded-Port", Optional.ofNullable(port))
			.forEach((name, value) -> value.ifPresent((told) -> request.header(name, told)));
		assertThat(seen(new ProxySettings(List.of("192.0.2.0/24"), "X-Forwarded-For"), request).getURI())
			.hasToString(uri);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			192.0.2.1    | /plenum          | /plenum
			192.0.2.1    | /a/b/            | /a/b
			192.0.2.1    | /evil, /plenum   | /plenum
			192.0.2.1    | /plenum, //evil  | ''
			192.0.2.1    | /..              | ''
			192.0.2.1    | /a/../b          | ''
			192.0.2.1    | /a/./b           | ''
			192.0.2.1    | /...             | /...
			192.0.2.1    | /a?b             | ''
			192.0.2.1    | /                | ''
			203.0.113.99 | /plenum          | ''
			""")
	void aTrustedProxyDeterminesThePrefix(String peer, String header, String prefix) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/e/demo/app/")
			.remoteAddress(new InetSocketAddress(peer, 4711))
			.header("X-Forwarded-For", "203.0.113.1")
			.header("X-Forwarded-Prefix", header));
		new ClientAddresses(new ProxySettings(List.of("192.0.2.0/24"), "X-Forwarded-For"))
			.filter(exchange, (_) -> Mono.empty())
			.block(Duration.ofSeconds(5));
		assertThat(ClientAddresses.prefix(exchange)).isEqualTo(prefix);
	}

	@Test
	void theElementOfForwardedThatNamesTheClientAlsoNamesSchemeAndHost() {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("http://plenum/graphql")
			.header("Forwarded",
					"for=198.51.100.1;host=evil.example, for=203.0.113.1;proto=https;host=\"app.example.org:8443\", for=192.0.2.7;proto=http")
			.remoteAddress(new InetSocketAddress("192.0.2.1", 4711));
		ServerHttpRequest seen = seen(new ProxySettings(List.of("192.0.2.0/24"), "Forwarded"), request);
		assertThat(seen.getURI()).hasToString("https://app.example.org:8443/graphql");
		assertThat(seen.getHeaders().getFirst("Host")).isEqualTo("app.example.org:8443");
	}

	private static ServerHttpRequest seen(ProxySettings settings, MockServerHttpRequest.BaseBuilder<?> request) {
		AtomicReference<ServerHttpRequest> seen = new AtomicReference<>();
		new ClientAddresses(settings)
			.filter(MockServerWebExchange.from(request), (it) -> Mono.fromRunnable(() -> seen.set(it.getRequest())))
			.block(Duration.ofSeconds(5));
		return Objects.requireNonNull(seen.get());
	}

	private static String client(String peer, String header, String value) {
		ClientAddresses addresses = new ClientAddresses(new ProxySettings(List.of("192.0.2.0/24"), "Forwarded"));
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/graphql")
			.remoteAddress(new InetSocketAddress(peer, 4711))
			.header(header, value));
		StringBuilder seen = new StringBuilder();
		addresses
			.filter(exchange,
					(it) -> Mono.fromRunnable(() -> seen.append(
							Objects.requireNonNull(it.getRequest().getRemoteAddress()).getAddress().getHostAddress())))
			.block(Duration.ofSeconds(5));
		return seen.toString();
	}

}
