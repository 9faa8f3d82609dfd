package dev.plenum;

import java.io.IOException;
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
 * What the README tells a new user is so.
 */
@LiveServer
class ReadmeTests {

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource schema;

	private final String readme = read();

	@Test
	void theFirstQueryHasTheAnswerThatIsShown() {
		String answer = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
			.matcher(this.readme)
			.results()
			.findFirst()
			.orElseThrow()
			.group(1)
			.replace("\n", "");
		this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(requests().getFirst())
			.exchange()
			.expectBody(String.class)
			.isEqualTo(answer);
	}

	@Test
	void everyOperationThatIsShownFitsTheSchema() {
		assertThat(requests()).hasSize(3).allSatisfy((request) -> {
			String document = JsonMapper.shared().readTree(request).get("query").asString();
			assertThat(new Validator().validateDocument(this.schema.schema(), Parser.parse(document), Locale.ROOT))
				.isEmpty();
		});
	}

	private List<String> requests() {
		return Pattern.compile("-d '(\\{\"query\":.*?)'", Pattern.DOTALL)
			.matcher(this.readme)
			.results()
			.map((MatchResult result) -> result.group(1))
			.toList();
	}

	private static String read() {
		try {
			return Files.readString(Path.of("README.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
