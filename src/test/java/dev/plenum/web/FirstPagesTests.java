package dev.plenum.web;

import java.util.List;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first pages of the web applications in a browser.
 */
@Tag("clients")
@LiveServer
class FirstPagesTests {

	@Autowired
	private Clients clients;

	@Test
	void theListLeadsToAnEvent() {
		try (Browser browser = Browser.phone()) {
			browser.go(this.clients.address("http", "/"));
			browser.click("a", "Socialchefsdagarna");
			browser.find("pl-app .name", "Socialchefsdagarna");
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void theFirstQueryIsSentOnceTogetherWithThePage() {
		try (Browser browser = Browser.phone()) {
			for (String address : new String[] { "/", "/e/demo/app/" }) {
				browser.go(this.clients.address("http", address));
				browser.find("li a, .session");
				assertThat(browser.run("return performance.getEntriesByType('resource')"
						+ ".filter(({ name }) => name.includes('/graphql?')).map(({ initiatorType }) => initiatorType);"))
					.as(address)
					.isEqualTo(List.of("link"));
			}
		}
	}

	@Test
	void anApplicationRunsWithoutAnError() {
		try (Browser browser = Browser.tablet()) {
			for (String app : new String[] { "app", "console", "booth", "door", "screen" }) {
				browser.go(this.clients.address("http", "/e/demo/" + app + "/#token=organiser"));
				browser.find("h1");
				browser.awaitServiceWorker();
				browser.screenshot("first-" + app);
				assertThat(browser.errors()).as(app).isEmpty();
			}
		}
	}

}
