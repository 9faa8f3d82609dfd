package dev.plenum.platform.graphql;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SafeLinkTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org", "https://example.org/å?q=a@b#c:d", "http://127.0.0.1:8080/x",
			"http://[::1]:8080/", "https://exämple.se/", "mailto:info@example.org",
			"mailto:info@example.org?subject=Hej%20d%C3%A5", "tel:+46-8-123%s", "tel:112" })
	void aLinkThatAPhoneCanOpenIsRead(String address) {
		String link = address.replace("%s", "45");
		assertThat(SafeLink.parse(link)).hasToString(link);
		assertThat(SafeLink.shown(link)).isEqualTo(link);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "example.org", "/programme", "//example.org", "javascript:alert(1)",
			"JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/", "jar:https://x!/",
			"intent://x", "vbscript:x", "blob:https://example.org/x", "https:example.org", "https:/example.org",
			"https:///example.org", "https://", "https://ann@example.org/", "https://ann:secret@example.org/",
			"https://:secret@example.org/", "https://example.org\\@evil.example/", "https:\\\\example.org",
			"https://example.org/\u0000", "java\nscript:alert(1)", " https://example.org", "https://exa mple.org",
			"mailto:", "mailto:nobody", "mailto://ann:secret@example.org", "tel:", "tel:*21*112%23", "tel:abc" })
	void noOtherLinkIsReadOrShown(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> SafeLink.parse(address));
		assertThat(SafeLink.shown(address)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTPS://Example.org/A", "MAILTO:Info@example.org", "Tel:112" })
	void aSchemeIsReadInLowerCase(String address) {
		int colon = address.indexOf(':');
		assertThat(SafeLink.parse(address))
			.hasToString(address.substring(0, colon).toLowerCase(Locale.ROOT) + address.substring(colon));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org/a b", "https://example.org/{x}" })
	void aStoredLinkThatIsSafeIsShownAsItIs(String address) {
		assertThat(SafeLink.shown(address)).isEqualTo(address);
		assertThatIllegalArgumentException().isThrownBy(() -> SafeLink.parse(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/logo.png", "logo.png", "a/b:c", "?x", "https://example.org" })
	void aRelativeAddressIsHarmless(String address) {
		assertThat(SafeLink.isSafeOrRelative(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:x", "java\tscript:x", "\\\\evil", "https://ann@example.org" })
	void anAddressWithAnotherSchemeIsNotHarmless(String address) {
		assertThat(SafeLink.isSafeOrRelative(address)).isFalse();
	}

}
