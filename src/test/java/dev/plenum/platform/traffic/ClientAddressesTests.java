package dev.plenum.platform.traffic;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a request comes from, as proxies tell it. {@code RateTests} has the other header,
 * over the wire.
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
	void aTrustedProxyTellsItByForwarded(String header, String client) {
		assertThat(client("192.0.2.1", "Forwarded", header)).isEqualTo(client);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.99, Forwarded", "192.0.2.1, X-Forwarded-For" })
	void nobodyElseAndNoOtherHeaderIsBelieved(String peer, String header) {
		assertThat(client(peer, header, "for=198.51.100.1")).isEqualTo(peer);
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
