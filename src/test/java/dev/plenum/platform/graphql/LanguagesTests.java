package dev.plenum.platform.graphql;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LanguagesTests {

	@Test
	void thePreferredLanguageComesFirst() {
		assertThat(Languages.of("sv;q=0.5, fi, en-GB;q=0.8").ranges()).extracting(Locale.LanguageRange::getRange)
			.containsExactly("fi", "en-gb", "sv");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "sv;q=x", "sv;x", "*;q=2", ";;;" })
	void aHeaderThatCannotBeReadPrefersNothing(String header) {
		assertThat(Languages.of(header)).isEqualTo(Languages.NONE);
	}

	@Test
	void anEndlessHeaderPrefersNothing() {
		assertThat(Languages.of("sv" + ", sv".repeat(125)).ranges()).isEmpty();
	}

}
