package dev.plenum.platform.outbound;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which addresses are refused before a connection is made.
 */
class OutboundRulesTests {

	private final OutboundRules rules = new OutboundRules(
			OutboundTests.settings(List.of("10.1.0.0/16", "192.168.7.7", "intranet.example.org"), 443, 8443));

	@ParameterizedTest
	@CsvSource(textBlock = """
			http://example.org/a, NOT_HTTPS
			ftp://example.org/a, NOT_HTTPS
			file://localhost/etc/passwd, NOT_HTTPS
			file:///etc/passwd, INVALID_ADDRESS
			mailto:a@example.org, INVALID_ADDRESS
			example.org/a, INVALID_ADDRESS
			https:///a, INVALID_ADDRESS
			https://user@example.org/, INVALID_ADDRESS
			https://user:word@example.org/, INVALID_ADDRESS
			https://example.org@10.0.0.1/, INVALID_ADDRESS
			https://127.1/, INVALID_ADDRESS
			https://2130706433/, INVALID_ADDRESS
			https://0x7f000001/, INVALID_ADDRESS
			https://0177.0.0.1/, INVALID_ADDRESS
			https://0x7f.0.0.0x1/, INVALID_ADDRESS
			https://127.0.0.1./, INVALID_ADDRESS
			https://example.org:80/, PORT_NOT_ALLOWED
			https://example.org:27017/, PORT_NOT_ALLOWED
			https://127.0.0.1/, NOT_PUBLIC
			https://10.2.0.1/, NOT_PUBLIC
			https://169.254.169.254/latest/meta-data/, NOT_PUBLIC
			https://[::1]/, NOT_PUBLIC
			https://[::ffff:127.0.0.1]/, NOT_PUBLIC
			https://[::ffff:7f00:1]/, NOT_PUBLIC
			https://[fe80::1]/, NOT_PUBLIC
			https://[64:ff9b::a9fe:a9fe]/, NOT_PUBLIC
			""")
	void otherAddressesThanPublicOnesByHttpsAreRefused(URI url, OutboundFailure reason) {
		assertThat(this.rules.refusal(url)).contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org", "https://example.org/schedule.xml?token=x#y",
			"HTTPS://Example.ORG:8443/", "https://1.1.1.1/", "https://10.1.2.3/", "https://192.168.7.7/",
			"https://[2606:4700::1111]/", "https://3com.example.org/", "https://localhost/" })
	void publicAndConfiguredAddressesAreAllowed(URI url) {
		assertThat(this.rules.refusal(url)).isEmpty();
	}

	@Test
	void aHostThatIsConfiguredMayHaveAnyAddress() {
		assertThat(this.rules.isTrusted(URI.create("https://INTRANET.example.org/a"))).isTrue();
		assertThat(this.rules.isTrusted(URI.create("https://x.intranet.example.org/a"))).isFalse();
	}

}
