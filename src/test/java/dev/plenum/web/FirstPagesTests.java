package dev.plenum.web;

import java.util.List;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first pages of the web applications in a browser.
 */
@Tag("clients")
@LiveServer
class FirstPagesTests {

	private static final int EVENTS_OF_A_PAGE = 20;

	@Autowired
	private Clients clients;

	@Test
	void theListLeadsToAnEvent() {
		try (Browser browser = Browser.phone()) {
			browser.go(this.clients.address("http", "/"));
			browser.wait("the event, on a page of the list", () -> {
				List<WebElement> links = browser.driver().findElements(By.partialLinkText("Socialchefsdagarna"));
				if (links.isEmpty()) {
					browser.driver().findElements(By.cssSelector("main button")).forEach(WebElement::click);
				}
				return links.isEmpty() ? null : links.getFirst();
			}).click();
			browser.find("pl-app .name", "Socialchefsdagarna");
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void twoQuickPressesShowTheNextEventsOnce() {
		for (int i = 0; i < EVENTS_OF_A_PAGE; i++) {
			OwnConference.of(this.clients);
		}
		try (Browser browser = Browser.phone()) {
			browser.beforeEachPage("""
					const json = Response.prototype.json;
					window.answers = 0;
					Response.prototype.json = async function () {
						const answer = await json.call(this);
						requestAnimationFrame(() => window.answers++);
						return answer;
					};""");
			browser.go(this.clients.address("http", "/"));
			browser.find("main button");
			browser.run("const more = document.querySelector('main button'); more.click(); more.click();");
			browser.wait("the answers to the first query and to both presses",
					() -> browser.run("return window.answers;").equals(3L) ? true : null);
			assertThat((List<?>) browser
				.run("return [...document.querySelectorAll('main li a')].map(({ href }) => href);"))
				.hasSizeGreaterThan(EVENTS_OF_A_PAGE)
				.doesNotHaveDuplicates();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sv", "fi", "en" })
	void aNarrowPhoneShowsEveryViewToChooseFrom(String language) {
		try (Browser browser = Browser.phone()) {
			browser.size(320, 640);
			browser.go(this.clients.address("http", "/e/demo/app/?lang=" + language));
			browser.find(".session");
			assertThat(browser.run("return [...document.querySelectorAll('.tabs a')]"
					+ ".filter((tab) => tab.getBoundingClientRect().right > innerWidth || tab.scrollWidth > tab.clientWidth)"
					+ ".map(({ textContent }) => textContent.trim());"))
				.isEqualTo(List.of());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "door", "booth" })
	void theNameOfAnEventInAnotherLanguageIsMarked(String app) {
		try (Browser browser = Browser.phone()) {
			browser.go(this.clients.address("http", "/e/aktuell-socialpolitik-2019/" + app + "/#token=organiser"));
			browser.find("html[lang=en] header small[lang=sv]", "Aktuell Socialpolitik 2019");
		}
	}

	@Test
	void aChosenLanguageIsAlsoTheOneOfTheAccessibilityStatement() {
		try (Browser browser = Browser.phone()) {
			browser.go(this.clients.address("http", "/e/demo/app/settings"));
			browser.click("select option[value=fi]");
			browser.click("pl-settings a", "Saavutettavuus");
			browser.find("h1", "Saavutettavuusseloste");
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
