package dev.plenum.programme;

import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers of an answer about its languages.
 */
@LiveServer
class AnswerLanguageTests {

	@Autowired
	private Clients clients;

	@ParameterizedTest(name = "{0} for {1}: {2}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			name                                       | -            | sv     | Accept-Language
			name                                       | fi, sv;q=0.5 | fi     | Accept-Language
			name                                       | sv-FI        | sv     | Accept-Language
			name exhibition { mostly }                 | fi           | fi, sv | Accept-Language
			name(lang: "en")                           | fi           | en     | -
			name(lang: "de")                           | fi           | sv     | -
			name(lang: "en") other: name(lang: "fi")   | -            | en, fi | -
			name(lang: "en") tracks { name }           | fi           | en, fi | Accept-Language
			slug                                       | fi           | -      | -
			""")
	void anAnswerNamesItsLanguagesAndWhatTheyDependOn(String fields, String accepted, String languages, String vary) {
		HttpHeaders reply = ask("{ event(slug: \"socialchefsdagarna-2024\") { %s } }".formatted(fields), accepted);
		assertThat(reply.getFirst(HttpHeaders.CONTENT_LANGUAGE)).isEqualTo(languages);
		assertThat(reply.getVary().contains(HttpHeaders.ACCEPT_LANGUAGE)).isEqualTo(vary != null);
	}

	@Test
	void severalHeaderLinesAreOneList() {
		HttpHeaders reply = this.clients.raw()
			.post()
			.uri("/graphql")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "de", "en;q=0.3")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "fi;q=0.8, sv;q=0.1")
			.bodyValue(Map.of("query", "{ event(slug: \"socialchefsdagarna-2024\") { name } }"))
			.exchange()
			.expectBody()
			.returnResult()
			.getResponseHeaders();
		assertThat(reply.getFirst(HttpHeaders.CONTENT_LANGUAGE)).isEqualTo("fi");
	}

	@Test
	void anUnreadableAnswerHasNoLanguage() {
		assertThat(ask("{ event(slug: 1) { name } }", "sv").getFirst(HttpHeaders.CONTENT_LANGUAGE)).isNull();
	}

	private HttpHeaders ask(String document, String accepted) {
		return this.clients.raw().post().uri("/graphql").headers((headers) -> {
			if (accepted != null) {
				headers.set(HttpHeaders.ACCEPT_LANGUAGE, accepted);
			}
		}).bodyValue(Map.of("query", document)).exchange().expectBody().returnResult().getResponseHeaders();
	}

}
