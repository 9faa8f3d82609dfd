package dev.plenum.platform.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that executes only the documents of its apps, over every transport.
 */
@TransportTest
@TestPropertySource(properties = "PLENUM_ONLY_TRUSTED_DOCUMENTS=true")
class TrustedDocumentTests {

	private static final String TRUSTED = "{ twice(number: 4) }";

	private static final String LISTENING = "subscription { numbers(count: 1) }";

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void documents(DynamicPropertyRegistry properties) throws IOException {
		Path file = Files.writeString(directory.resolve("documents.json"),
				JsonMapper.shared().writeValueAsString(Map.of("twice-1", TRUSTED, "listen-1", LISTENING)));
		properties.add("PLENUM_TRUSTED_DOCUMENTS", file::toString);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "GET", "SSE", "socket" })
	void onlyTrustedDocumentsAreExecuted(String way) {
		assertThat(ask(way, TRUSTED).at("/data/twice").asInt()).isEqualTo(8);
		assertThat(named(way, "twice-1").at("/data/twice").asInt()).isEqualTo(8);
		assertThat(code(ask(way, "{ twice(number: 5) }"))).isEqualTo("FORBIDDEN");
		assertThat(code(ask(way, "{ broken"))).isEqualTo("FORBIDDEN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "GET", "SSE", "socket" })
	void noOtherDocumentIsRemembered(String way) {
		String document = "query Q" + way + " { twice(number: 6) }";
		String extensions = EveryTransport.named(EveryTransport.hash(document));
		assertThat(code(new EveryTransport(this.port).ask(way, document, extensions))).isEqualTo("FORBIDDEN");
		assertThat(code(named(way, EveryTransport.hash(document)))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SSE", "socket" })
	void subscriptionsAreRestrictedToo(String way) {
		assertThat(named(way, "listen-1").at("/data/numbers").asInt(-1)).isZero();
		assertThat(code(ask(way, "subscription { numbers(count: 2) }"))).isEqualTo("FORBIDDEN");
	}

	@Test
	void mutationsAreRestrictedToo() {
		assertThat(code(ask("POST", "mutation { raise }"))).isEqualTo("FORBIDDEN");
		assertThat(code(ask("socket", "mutation { raise }"))).isEqualTo("FORBIDDEN");
	}

	private JsonNode ask(String way, String document) {
		return new EveryTransport(this.port).ask(way, document, null);
	}

	private JsonNode named(String way, String id) {
		return new EveryTransport(this.port).ask(way, null, EveryTransport.named(id));
	}

	/** The first error. A WebSocket sends the errors as a list. */
	private static String code(JsonNode answer) {
		return answer.at(answer.isArray() ? "/0/extensions/code" : "/errors/0/extensions/code").asString(answer + "");
	}

}
