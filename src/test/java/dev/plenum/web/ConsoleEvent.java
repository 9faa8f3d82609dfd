package dev.plenum.web;

import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.NewEvent;

import org.springframework.graphql.test.tester.GraphQlTester;

/**
 * An event of a test and its console in browsers.
 *
 * @param clients clients of the server
 * @param event the event
 */
record ConsoleEvent(Clients clients, NewEvent event) {

	/**
	 * Makes an event of a test's own.
	 */
	static ConsoleEvent on(Clients clients) {
		return new ConsoleEvent(clients, NewEvent.on(clients));
	}

	/**
	 * Opens a view of the console as the organiser.
	 */
	Browser open(String view) {
		return openAs(this.event.organiser(), view);
	}

	/**
	 * Opens a view of the console, and waits until it is live.
	 */
	Browser openAs(String subject, String view) {
		Browser browser = Browser.tablet();
		browser
			.go(this.clients.address("http", "/e/%s/console/%s#token=%s".formatted(this.event.slug(), view, subject)));
		browser.find("main h1");
		browser.find(".connection[data-state=live]");
		return browser;
	}

	/**
	 * Lets Anna organise the event too.
	 */
	void addAnna() {
		change(this.event.organiser(), "setOrganisers",
				Map.of("eventId", this.event.id(), "subjects", List.of(this.event.organiser(), "anna")));
	}

	GraphQlTester.Response change(String subject, String mutation, Map<String, Object> input) {
		return change(subject, mutation, input, "__typename");
	}

	GraphQlTester.Response change(String subject, String mutation, Map<String, Object> input, String selection) {
		String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
		GraphQlTester.Response response = this.clients.as(subject)
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(type, mutation, selection))
			.variable("input", input)
			.execute();
		response.errors().verify();
		return response;
	}

	/**
	 * Reads a value of the event as everybody sees it.
	 * @param field the selection, such as {@code sessions { totalCount }}
	 * @param path the path of the value in it
	 */
	GraphQlTester.Path read(String field, String path) {
		return this.clients.anonymous()
			.document("{ event(id: \"%s\") { %s } }".formatted(this.event.id(), field))
			.execute()
			.path("event." + path);
	}

}
