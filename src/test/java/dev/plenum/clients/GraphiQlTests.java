package dev.plenum.clients;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * GraphiQL works in a browser. Needs Chromium and its WebDriver: Debian's packages
 * {@code chromium} and {@code chromium-driver}, or the executables that the environment
 * variables {@code CHROMIUM} and {@code CHROMEDRIVER} name.
 */
@Tag("clients")
@LiveServer
class GraphiQlTests {

	@Autowired
	private Clients clients;

	@Test
	void aQueryIsExecutedAndTheBrowserReportsNoError() {
		String page = this.clients
			.address("http", "/graphiql?query=%7Bevent(slug:%22socialchefsdagarna-2024%22)%7Bslug%7D%7D")
			.toString();
		assertThat(Tool.script("graphiql.mjs", page)).singleElement()
			.asString()
			.contains("\"data\":{\"event\":{\"slug\":\"socialchefsdagarna-2024\"}}");
	}

}
