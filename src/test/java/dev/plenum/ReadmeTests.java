package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import graphql.parser.Parser;
import graphql.validation.Validator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operations in the README and in the other pages are valid, and the first query has
 * the answer that the README shows.
 */
@LiveServer
class ReadmeTests {

	private static final String BODY = "-d '(\\{\"query\":.*?)'";

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource schema;

	private final String readme = read(Path.of("README.md"));

	@Test
	void theFirstQueryHasTheAnswerThatIsShown() {
		String answer = found("```json\\n(.*?)```", this.readme).getFirst().replace("\n", "");
		this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(found(BODY, this.readme).getFirst())
			.exchange()
			.expectBody(String.class)
			.isEqualTo(answer);
	}

	@Test
	void everyOperationOfTheReadmeIsValid() {
		assertThat(requests(this.readme)).hasSize(3).allSatisfy(this::assertValid);
	}

	@Test
	void everyOperationOfTheOtherPagesIsValid() {
		assertThat(requests(read(Path.of("docs/keycloak.md")))).hasSize(1).allSatisfy(this::assertValid);
		assertThat(found("```graphql\\n(.*?)```", read(Path.of("docs/api.md")))).isNotEmpty()
			.allSatisfy(this::assertValid);
	}

	private void assertValid(String document) {
		assertThat(new Validator().validateDocument(this.schema.schema(), Parser.parse(document), Locale.ROOT))
			.as(document)
			.isEmpty();
	}

	private static List<String> requests(String page) {
		return found(BODY, page).stream()
			.map((body) -> JsonMapper.shared().readTree(body).get("query").asString())
			.toList();
	}

	private static List<String> found(String pattern, String page) {
		return Pattern.compile(pattern, Pattern.DOTALL)
			.matcher(page)
			.results()
			.map((MatchResult result) -> result.group(1))
			.toList();
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
