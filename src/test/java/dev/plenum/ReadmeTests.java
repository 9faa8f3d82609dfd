package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import graphql.parser.Parser;
import graphql.validation.Validator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operations in the README and in the other pages are valid, and the first query has
 * the answer that the README shows.
 */
@LiveServer
class ReadmeTests {

	private static final String BODY = "'(\\{\"query\":(?:[^']|'\\$(?:\\w+|\\([^)]*\\))')*)'";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource schema;

	@Value("${plenum.data}")
	private Path data;

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
		assertThat(requests(this.readme)).hasSize(9).allSatisfy(this::assertValid);
	}

	@Test
	void theCommandsBookASeatCheckTheAttendeeInAndReadTheInbox() throws Exception {
		assertThat(run("Take part")).contains("{\"data\":{\"bookSeat\":{\"__typename\":\"SeatBooked\"}}")
			.contains("{\"data\":{\"checkIn\":{\"__typename\":\"AttendeeCheckedIn\"}}")
			.contains("{\"cause\":\"ANNOUNCEMENT\",\"text\":\"Tea is served\"}");
	}

	@Test
	void everyOperationOfTheOtherPagesIsValid() {
		assertThat(requests(read(Path.of("docs/keycloak.md")))).hasSize(1).allSatisfy(this::assertValid);
		assertThat(found("```graphql\\n(.*?)```", read(Path.of("docs/api.md")))).isNotEmpty()
			.allSatisfy(this::assertValid);
	}

	/**
	 * Runs the commands of a section with a shell, as a reader does.
	 */
	private String run(String section) throws Exception {
		String commands = found("\n## " + section + "\n(.*?)\n## ", this.readme).getFirst()
			.lines()
			.filter((line) -> line.startsWith("    "))
			.collect(Collectors.joining("\n"))
			.replace("http://127.0.0.1:8080", this.clients.address("http", "").toString())
			.replace("data/local-tokens.json", this.data.resolve("local-tokens.json").toString());
		Process shell = new ProcessBuilder("bash", "-c", commands).redirectErrorStream(true).start();
		try {
			assertThat(shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		finally {
			shell.destroyForcibly();
		}
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
