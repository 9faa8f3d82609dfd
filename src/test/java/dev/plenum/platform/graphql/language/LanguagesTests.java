package dev.plenum.platform.graphql.language;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

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
	void theLinesOfAHeaderAreOneList() {
		HttpHeaders headers = new HttpHeaders();
		assertThat(Languages.of(headers)).isEqualTo(Languages.NONE);
		headers.add("accept-language", "de;q=0.7");
		headers.add("Accept-Language", "sv;q=0.5, fi;q=0.9");
		assertThat(Languages.of(headers).ranges()).extracting(Locale.LanguageRange::getRange)
			.containsExactly("fi", "de", "sv");
	}

	@Test
	void anEndlessHeaderPrefersNothing() {
		assertThat(Languages.of("sv" + ", sv".repeat(125)).ranges()).isEmpty();
	}

	@ParameterizedTest(name = "{0} of {1}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			sv-FI                  | fi sv       | sv
			sv-Latn-FI             | fi sv-FI sv | sv
			en                     | sv en-GB    | en-GB
			en, sv;q=0.5           | sv en-GB    | en-GB
			de, fi;q=0.8, sv;q=0.9 | fi sv       | sv
			de                     | fi sv       | fi
			*, sv;q=0.1            | fi sv       | fi
			*;q=0.1, sv            | fi sv       | sv
			fi;q=0                 | fi sv       | sv
			fi;q=0, *              | fi sv       | sv
			fi;q=0                 | fi          | fi
			FI-fi                  | sv fi       | fi
			nb-NO                  | sv no       | no
			no                     | sv nb       | nb
			nn                     | sv nb no    | no
			""")
	void theBestOfWhatThereIsIsChosen(String header, String there, String chosen) {
		assertThat(Languages.choose(Languages.of(header).ranges(), List.of(there.split(" ")))).isEqualTo(chosen);
	}

}
