package dev.plenum.programme;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fact in the files of the five conferences can be queried.
 */
@LiveServer
class SampleFactsTests {

	/** What names things within a file, and is not shown; announcements are not facts. */
	private static final Set<String> NAMES = Set.of("key", "track", "speaker", "announcements");

	private static final Set<String> LISTS_OF_NAMES = Set.of("rooms", "speakers");

	@Autowired
	private Clients clients;

	@ParameterizedTest
	@ValueSource(strings = { "aktuell-socialpolitik-2019", "socialchefsdagarna-2021", "socialchefsdagarna-2023",
			"socialchefsdagarna-2024", "socialrattsdagen-2021" })
	void everyFactOfTheFileCanBeQueried(String slug) throws IOException {
		Object answer = this.clients.as("organiser")
			.documentName("everything")
			.variable("slug", slug)
			.execute()
			.path("event")
			.entity(Object.class)
			.get();
		Set<String> answered = new TreeSet<>();
		collect(JsonMapper.shared().valueToTree(answer), answered);
		Set<String> stated = new TreeSet<>();
		try (InputStream file = new ClassPathResource("sample/" + slug + ".json").getInputStream()) {
			collect(JsonMapper.shared().readTree(file), stated);
		}
		List<String> missing = new ArrayList<>(stated);
		missing.removeIf((fact) -> answered.contains(fact) || isMoment(fact, answered));
		assertThat(missing).isEmpty();
		assertThat(stated.size()).isGreaterThan(25);
	}

	private static boolean isMoment(String fact, Set<String> answered) {
		return fact.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d")
				&& answered.stream().anyMatch((value) -> value.startsWith(fact + ":00+"));
	}

	private static void collect(JsonNode node, Set<String> facts) {
		if (node.isObject()) {
			node.properties().forEach((field) -> {
				if (!isReference(field.getKey(), field.getValue())) {
					collect(field.getValue(), facts);
				}
			});
		}
		else if (node.isArray()) {
			node.forEach((element) -> collect(element, facts));
		}
		else if (!node.isNull()) {
			facts.add(node.asString());
		}
	}

	private static boolean isReference(String name, JsonNode value) {
		return NAMES.contains(name) || LISTS_OF_NAMES.contains(name) && value.path(0).isString();
	}

}
