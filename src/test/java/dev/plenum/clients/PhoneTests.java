package dev.plenum.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The TypeScript example compiles and works with the server.
 */
@Tag("clients")
@LiveServer
class PhoneTests {

	private static final Path COMPILED = Tool.PHONE.resolve("dist");

	@Autowired
	private Clients clients;

	@BeforeAll
	static void compile() {
		assertThat(Tool.of(Tool.PHONE, "tsc", "--project", Tool.PHONE.toString())).isEmpty();
	}

	@Test
	void aPhoneFollowsChangesOverABrokenLineAndKeepsItsCache() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.session("talk", "LECTURE", 5, Map.of());
		conference.session("seminar", "SEMINAR", 3, Map.of("capacity", 1));
		conference.session("parallel", "SEMINAR", 3, Map.of("capacity", 1));
		assertThat(Tool.node(Tool.PHONE, COMPILED.resolve("test/phone.js"),
				this.clients.address("http", "/graphql").toString(), conference.id(), conference.slug(),
				this.clients.token(conference.person("organiser")), this.clients.token(conference.person("phone"))))
			.containsExactly("ok load", "ok change", "ok reconnect", "ok cache");
	}

	@Test
	void theManifestHasTheDocumentsOfTheSource() throws IOException {
		Path written = Tool.FILES.resolve("trusted-documents.json");
		Tool.node(Tool.PHONE, COMPILED.resolve("src/manifest.js"), written.toString());
		assertThat(written).hasSameTextualContentAs(Path.of("examples/trusted-documents.json"));
		assertThat(Files.readString(written)).contains("ScheduleChanged");
	}

}
