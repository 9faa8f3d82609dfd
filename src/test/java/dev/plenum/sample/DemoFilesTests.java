package dev.plenum.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the demo name no real person and contain the dates of the demo only.
 */
class DemoFilesTests {

	private static final LocalDate FIRST_DAY = LocalDate.of(2027, 3, 27);

	private final JsonNode source = JsonMapper.shared().readTree(SampleFiles.text("socialchefsdagarna-2024"));

	private final JsonNode demo = demo();

	@Test
	void everyPersonIsInventedAndSaysSo() {
		List<String> real = items(this.source, "speakers").stream()
			.filter((speaker) -> speaker.get("type").asString().equals("PERSON"))
			.map((speaker) -> speaker.get("name").asString())
			.toList();
		assertThat(real).isNotEmpty().noneMatch(this.demo.toString()::contains);
		assertThat(items(this.demo, "speakers"))
			.filteredOn((speaker) -> speaker.get("type").asString().equals("PERSON"))
			.hasSameSizeAs(real)
			.allSatisfy((person) -> {
				assertThat(person.get("name").asString()).endsWith(" Exempel");
				assertThat(person.at("/note/en").asString()).isEqualTo("Invented person in the sample data");
			});
		assertThat(items(this.demo, "sessions"))
			.allSatisfy((session) -> assertThat(session.get("assumed").toString()).isEqualTo("[\"session\"]"));
	}

	@Test
	void everyDateIsMovedByTheSameNumberOfDays() {
		assertThat(this.demo.get("startsOn").asString()).isEqualTo("2027-03-27");
		assertThat(this.demo.get("endsOn").asString()).isEqualTo("2027-03-29");
		assertThat(this.demo.toString()).doesNotContain("2024-10");
		assertThat(items(this.demo, "sessions")).filteredOn((session) -> session.get("key").asString().equals("musik"))
			.singleElement()
			.satisfies((session) -> assertThat(session.get("startsAt").asString()).isEqualTo("2027-03-29T08:45"));
	}

	@Test
	void aWorkshopIsOpenAtAnyTime() {
		List<JsonNode> workshops = items(this.demo, "sessions").stream()
			.filter((session) -> session.get("kind").asString().equals("WORKSHOP"))
			.toList();
		assertThat(workshops.getFirst().get("startsAt").asString()).isEqualTo("2027-03-27T00:00");
		assertThat(workshops.getLast().get("endsAt").asString()).isEqualTo("2027-03-30T00:00");
		for (int i = 1; i < workshops.size(); i++) {
			assertThat(workshops.get(i).get("startsAt")).isEqualTo(workshops.get(i - 1).get("endsAt"));
		}
	}

	private static List<JsonNode> items(JsonNode file, String name) {
		return StreamSupport.stream(file.get(name).spliterator(), false).toList();
	}

	private static JsonNode demo() {
		try {
			return JsonMapper.shared().readTree(DemoFiles.programme("demo", FIRST_DAY).getInputStream());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
