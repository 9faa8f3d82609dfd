package dev.plenum.web;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.push.FakePushService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Push notifications of the attendee app, from the button to what the service worker
 * displays. Chromium has no push service here: the browser is given the subscription of
 * one that decrypts messages, and DevTools deliver them.
 */
@Tag("clients")
@LiveServer
class PushInBrowserTests {

	private static final FakePushService SERVICE = FakePushService.start();

	@Autowired
	private Clients clients;

	private DemoEvent event;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry settings) {
		settings.add("plenum.push.services", SERVICE::origin);
		settings.add("plenum.push.content.settling", () -> "1s");
	}

	@AfterAll
	static void close() {
		SERVICE.close();
	}

	@BeforeEach
	void findEvent() {
		this.event = DemoEvent.of(this.clients);
	}

	@Test
	void messagesAreDisplayedWithAllTabsClosedAndNewerOnesReplaceThem() {
		try (Browser browser = Browser.phone()) {
			browser.go(this.clients.address("http", "/"));
			FakePushService.Subscription subscription = subscribed(browser, "#token=pushed");
			String talk = this.event.session("pushed", "Hållbar socialtjänst", 40, 70, Map.of(), Map.of());
			this.event.as("pushed", "addToAgenda", "__typename", Map.of("sessionId", talk));
			browser.go(this.clients.address("http", "/"));
			move(talk, 100);
			String first = message(browser, subscription, 1);
			Map<String, Object> shown = delivered(browser, first);
			assertThat(shown).containsEntry("silent", false).containsEntry("renotify", true);
			move(talk, 160);
			String second = message(browser, subscription, 2);
			assertThat(delivered(browser, second)).containsEntry("tag", shown.get("tag"))
				.containsEntry("silent", false)
				.containsEntry("renotify", true);
			deliver(browser, second);
			browser.wait("a silent repetition",
					() -> Boolean.TRUE.equals(awaitShown(browser, second).get("silent")) ? true : null);
			assertThat(awaitShown(browser, second)).containsEntry("renotify", false);
		}
	}

	@Test
	void openingANotificationIsReportedAlsoAfterAStartWithoutANetwork() {
		try (Browser browser = Browser.phone()) {
			browser.go(this.clients.address("http", "/"));
			String talk = this.event.session("opened", "Barnrätt i praktiken", 40, 70, Map.of(), Map.of());
			FakePushService.Subscription subscription = subscribed(browser, "#token=opener");
			browser.awaitKept("agenda", "details");
			this.event.as("opener", "addToAgenda", "__typename", Map.of("sessionId", talk));
			browser.go(this.clients.address("http", "/"));
			move(talk, 100);
			delivered(browser, message(browser, subscription, 1));
			String address = click(browser);
			assertThat(address).contains("/e/demo/app/sessions/" + talk);
			assertThat(opened(talk, 1)).isZero();
			browser.offline(true);
			browser.go(URI.create(address));
			browser.find("h1", "Barnrätt i praktiken");
			browser.awaitText("1 change waits to be sent");
			assertThat(browser.driver().getCurrentUrl()).endsWith(talk);
			browser.offline(false);
			browser.awaitNoText("1 change waits to be sent");
			browser.wait("a report", () -> (opened(talk, 1) == 1) ? true : null);
			browser.click("nav a", "Settings");
			move(talk, 160);
			delivered(browser, message(browser, subscription, 2));
			assertThat(opened(talk, 2)).isZero();
			assertThat(click(browser)).as("a new window").isEmpty();
			browser.find("h1", "Barnrätt i praktiken");
			browser.wait("a report", () -> (opened(talk, 2) == 1) ? true : null);
		}
	}

	@Test
	void signingOutRemovesTheDeviceAndRevokesTheSignIn() {
		String code = this.event.ticketOf(this.event.participant("leaving"));
		GraphQlTester other = this.clients.ticketHolder(code);
		try (Browser browser = Browser.phone()) {
			browser.go(this.clients.address("http", "/"));
			subscribed(browser, "#ticket=" + code);
			assertThat(count(other, "devices")).isEqualTo(1);
			assertThat(count(other, "signIns")).isEqualTo(2);
			browser.click("pl-sign-in button", "Sign out");
			browser.find("pl-ticket input");
			assertThat(count(other, "devices")).isZero();
			assertThat(count(other, "signIns")).as("the one of this test").isEqualTo(1);
			assertThat(browser.errors()).isEmpty();
		}
	}

	private FakePushService.Subscription subscribed(Browser browser, String signIn) {
		FakePushService.Subscription subscription = SERVICE.subscribe();
		browser.driver()
			.executeCdpCommand("Browser.grantPermissions",
					Map.of("permissions", List.of("notifications"), "origin", origin()));
		browser.beforeEachPage(
				"""
						PushManager.prototype.getSubscription = async () => null;
						PushManager.prototype.subscribe = async () => ({ toJSON: () => ({ endpoint: '%s', keys: { p256dh: '%s', auth: '%s' } }) });
						"""
					.formatted(subscription.endpoint(), subscription.p256dh(), subscription.auth()));
		browser.go(this.clients.address("http", "/e/demo/app/" + signIn));
		browser.find(".pick");
		browser.awaitServiceWorker();
		browser.click("nav a", "Settings");
		browser.click("pl-settings button[aria-pressed=false]");
		browser.find("pl-settings button[aria-pressed=true]");
		return subscription;
	}

	private void move(String session, int minutes) {
		Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(minutes, ChronoUnit.MINUTES);
		this.event.as("organiser", "changeSchedule", "__typename",
				Map.of("eventId", this.event.id(), "edits", List.of(Map.of("move", Map.of("sessionId", session,
						"startsAt", start.toString(), "endsAt", start.plus(30, ChronoUnit.MINUTES).toString())))));
	}

	private static String message(Browser browser, FakePushService.Subscription subscription, int number) {
		return browser.wait("message " + number, () -> {
			List<FakePushService.Received> received = SERVICE.received()
				.stream()
				.filter((one) -> one.subscription().equals(subscription))
				.toList();
			return (received.size() >= number) ? received.get(number - 1).content().toString() : null;
		});
	}

	/** DevTools may lose a message while the worker starts; then nothing is shown. */
	private Map<String, Object> delivered(Browser browser, String message) {
		deliver(browser, message);
		try {
			return awaitShown(browser, message);
		}
		catch (TimeoutException ex) {
			deliver(browser, message);
			return awaitShown(browser, message);
		}
	}

	/** What the worker remembers begins with a mark, until it has shown the message. */
	private void deliver(Browser browser, String message) {
		browser.run("""
				const cache = await caches.open('notifications /e/demo/app/');
				const known = await cache.match('/e/demo/app/shown').then((response) => response?.json() ?? []);
				await cache.put('/e/demo/app/shown', new Response(JSON.stringify(['-', ...known])));""");
		browser.driver().executeCdpCommand("ServiceWorker.enable", Map.of());
		browser.driver()
			.executeCdpCommand("ServiceWorker.deliverPushMessage",
					Map.of("origin", origin(), "registrationId", "0", "data", message));
	}

	/**
	 * Waits until a notification is shown. Chromium can lose one if its notifications are
	 * listed at the same moment.
	 */
	@SuppressWarnings("unchecked")
	private static Map<String, Object> awaitShown(Browser browser, String message) {
		return (Map<String, Object>) browser.wait("a notification", () -> browser.run("""
				const registration = await navigator.serviceWorker.getRegistration('/e/demo/app/');
				const { notification } = JSON.parse(%s);
				for (let attempt = 0; attempt < 20; attempt++) {
					const [latest] = await caches.match('/e/demo/app/shown').then((response) => response.json());
					const isShown = latest === `${notification.data.identity} ${notification.data.number}`;
					const [shown, ...others] = isShown ? await registration.getNotifications() : [];
					if (shown?.body === notification.body && !others.length) {
						return { tag: shown.tag, silent: shown.silent, renotify: shown.renotify };
					}
					await new Promise((resolve) => setTimeout(resolve, 250));
				}
				return null;
				""".formatted(JsonMapper.shared().writeValueAsString(message))));
	}

	/**
	 * Clicks the notification that is shown. A click that DevTools make must not open or
	 * focus a window: the worker is given functions that only note the address.
	 * @return the address of the window to open; empty if one is open
	 */
	private static String click(Browser browser) {
		browser.run("await caches.delete('test');");
		worker(browser,
				"""
						clients.openWindow = async (address) => (await caches.open('test')).put('/window', new Response(address));
						WindowClient.prototype.focus = async () => (await caches.open('test')).put('/window', new Response(''));
						registration.getNotifications().then(([notification]) =>
							self.dispatchEvent(new NotificationEvent('notificationclick', { notification })));
						""");
		return (String) browser.wait("a click", () -> browser.run("""
				const response = await caches.match('/window');
				return response ? response.text() : null;
				"""));
	}

	private static void worker(Browser browser, String script) {
		Map<String, Object> targets = browser.driver().executeCdpCommand("Target.getTargets", Map.of());
		String worker = ((List<?>) targets.get("targetInfos")).stream()
			.map(Map.class::cast)
			.filter((target) -> target.get("type").equals("service_worker")
					&& target.get("url").toString().contains("/e/demo/app/"))
			.map((target) -> (String) target.get("targetId"))
			.findFirst()
			.orElseThrow();
		Object session = browser.driver()
			.executeCdpCommand("Target.attachToTarget", Map.of("targetId", worker, "flatten", false))
			.get("sessionId");
		browser.driver()
			.executeCdpCommand("Target.sendMessageToTarget", Map.of("sessionId", session, "message", JsonMapper.shared()
				.writeValueAsString(
						Map.of("id", 1, "method", "Runtime.evaluate", "params", Map.of("expression", script)))));
	}

	/** How many people opened the notification about a move of a session, from 1. */
	private int opened(String session, int move) {
		List<Map<String, Object>> changes = this.clients.organiser()
			.document("{ event(id: \"%s\") { changes(last: 100) { nodes { session { id } reach { opened } } } } }"
				.formatted(this.event.id()))
			.execute()
			.path("event.changes.nodes[?(@.session.id == '%s')].reach".formatted(session))
			.entityList(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.get();
		return (int) changes.get(move).get("opened");
	}

	private String origin() {
		return this.clients.address("http", "").toString();
	}

	private static int count(GraphQlTester caller, String list) {
		return caller.document("{ viewer { %s { id } } }".formatted(list))
			.execute()
			.path("viewer." + list + "[*].id")
			.entityList(String.class)
			.get()
			.size();
	}

}
