package dev.plenum.platform.graphql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainCharactersTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 0x0b, 0x0c, 0x1b, 0x7f, 0x80, 0x85, 0x9f, 0x202d, 0x202e, 0xd800, 0xdfff, 0xfffe,
			0xffff })
	void whatCannotBeShownIsTakenOut(int character) {
		String text = "a" + (char) character + "b";
		assertThat(PlainCharacters.areAllOf(text)).isFalse();
		assertThat(PlainCharacters.in(text)).isEqualTo("ab");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "å ä ö", "a\tb\r\nc", "👩‍🔬", "שלום\u200f", "\u2067abc\u2069", "\u00a0" })
	void whatCanBeShownStays(String text) {
		assertThat(PlainCharacters.areAllOf(text)).isTrue();
		assertThat(PlainCharacters.in(text)).isEqualTo(text);
	}

	@Test
	void aLineHasNeitherTabsNorLineBreaks() {
		assertThat(PlainCharacters.areLine("a b")).isTrue();
		assertThat(PlainCharacters.areLine("a\tb")).isFalse();
		assertThat(PlainCharacters.areLine("a\nb")).isFalse();
		assertThat(PlainCharacters.areLine("a\u001bb")).isFalse();
	}

}
