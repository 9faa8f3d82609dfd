package dev.plenum.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser for tests with the tag {@code clients}. Needs Chromium and its WebDriver:
 * Debian's packages {@code chromium} and {@code chromium-driver}, or the executables that
 * the system properties {@code CHROMIUM} and {@code CHROMEDRIVER} name. Each browser has
 * a profile of its own. Every wait ends after 20 seconds.
 */
public final class Browser implements AutoCloseable {

	private static final Duration MOST = Duration.ofSeconds(20);

	private static final Path SCREENS = Path.of("target/screens");

	private final ChromeDriver driver;

	private Browser(int width, int height, boolean touch, Path profile) {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(executable("CHROMIUM", "/usr/bin/chromium"));
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--hide-scrollbars", "--lang=en", "--use-fake-device-for-media-stream",
				"--use-fake-ui-for-media-stream", "--user-data-dir=" + profile);
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(new ChromeDriverService.Builder()
			.usingDriverExecutable(new File(executable("CHROMEDRIVER", "/usr/bin/chromedriver")))
			.usingAnyFreePort()
			.build(), options);
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", touch));
		beforeEachPage("""
				const send = WebSocket.prototype.send;
				window.sentToServer = '';
				WebSocket.prototype.send = function (message) {
					window.sentToServer += message;
					send.call(this, message);
				};""");
	}

	/**
	 * Opens a browser with the size of a phone.
	 * @return the browser
	 */
	public static Browser phone() {
		return new Browser(390, 844, true, newProfile());
	}

	/**
	 * Opens a browser with the size of a tablet.
	 * @return the browser
	 */
	public static Browser tablet() {
		return new Browser(1180, 820, false, newProfile());
	}

	/**
	 * Opens a browser with the size of a large display on a wall.
	 * @return the browser
	 */
	public static Browser wall() {
		return new Browser(1920, 1080, false, newProfile());
	}

	/**
	 * Opens a phone's browser with what an earlier one stored.
	 * @param profile the folder of the earlier one
	 * @return the browser
	 */
	public static Browser phone(Path profile) {
		return new Browser(390, 844, true, profile);
	}

	/**
	 * Whether this machine has Chromium and its WebDriver.
	 */
	public static boolean isInstalled() {
		return Files.isExecutable(Path.of(executable("CHROMIUM", "/usr/bin/chromium")))
				&& Files.isExecutable(Path.of(executable("CHROMEDRIVER", "/usr/bin/chromedriver")));
	}

	private static Path newProfile() {
		try {
			return Files.createTempDirectory("plenum-browser");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String executable(String variable, String usual) {
		return Objects.requireNonNullElse(System.getProperty(variable), usual);
	}

	public ChromeDriver driver() {
		return this.driver;
	}

	public void go(URI address) {
		this.driver.get(address.toString());
	}

	/**
	 * Waits for an element that is displayed.
	 * @param css its selector
	 * @return the element
	 */
	public WebElement find(String css) {
		return wait("an element " + css,
				() -> this.driver.findElements(By.cssSelector(css))
					.stream()
					.filter(WebElement::isDisplayed)
					.findFirst()
					.orElse(null));
	}

	/**
	 * Waits for a link, button or other element with a text.
	 * @param css the selector of the elements to look at
	 * @param text a part of the text of one of them
	 * @return the first one that is displayed
	 */
	public WebElement find(String css, String text) {
		return wait("an element " + css + " with the text " + text,
				() -> this.driver.findElements(By.cssSelector(css))
					.stream()
					.filter((element) -> element.isDisplayed() && element.getText().contains(text))
					.findFirst()
					.orElse(null));
	}

	public void click(String css) {
		retried(() -> find(css).click());
	}

	public void click(String css, String text) {
		retried(() -> find(css, text).click());
	}

	public void type(String css, String text) {
		find(css).sendKeys(text);
	}

	/**
	 * Sets a field that is displayed, such as a time, as a user would.
	 * @param name the name of the field
	 * @param value the value
	 */
	public void fill(String name, String value) {
		find("input[name=%s]".formatted(name));
		run("const input = [...document.querySelectorAll('input[name=%s]')].find((one) => one.offsetParent); input.value = '%s'; input.dispatchEvent(new Event('input', { bubbles: true }));"
			.formatted(name, value));
	}

	public void press(CharSequence keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	/**
	 * Waits until the page contains a text.
	 * @param text the text
	 */
	public void awaitText(String text) {
		wait("the text " + text, () -> text().contains(text) ? text : null);
	}

	/**
	 * Waits until the page does not contain a text any more.
	 * @param text the text
	 */
	public void awaitNoText(String text) {
		wait("no text " + text, () -> text().contains(text) ? null : text);
	}

	public String text() {
		return this.driver.findElement(By.tagName("body")).getText();
	}

	/**
	 * Runs a script in the page.
	 * @param script the script, which returns a value or a promise
	 * @return the value
	 */
	public Object run(String script) {
		return this.driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (async () => { " + script
				+ " })().then(done, (e) => done('' + e));");
	}

	/**
	 * Runs a script in each page that is opened from now on, before its own scripts.
	 * @param script the script
	 */
	public void beforeEachPage(String script) {
		this.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
	}

	/**
	 * Takes the network away, or gives it back.
	 * @param offline whether there is no network
	 */
	public void offline(boolean offline) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	/**
	 * Waits until a service worker serves this page.
	 */
	public void awaitServiceWorker() {
		wait("a service worker",
				() -> run("return navigator.serviceWorker.controller !== null;").equals(true) ? true : null);
	}

	/**
	 * Waits until the page has subscribed to changes.
	 * @param field the field of the subscription
	 */
	public void awaitSubscription(String field) {
		wait("a subscription to " + field,
				() -> run("return window.sentToServer.includes('%s');".formatted(field)).equals(true) ? true : null);
	}

	/**
	 * Waits until the attendee app has kept these parts of its state on the device.
	 * @param names the names of the parts
	 */
	public void awaitKept(String... names) {
		for (String name : names) {
			wait("a kept " + name,
					() -> run("const { kept } = await import('shared/database.js'); return await kept.get('app." + name
							+ "') !== undefined;")
						.equals(true) ? true : null);
		}
	}

	/**
	 * Displays the page in light or dark colours.
	 * @param dark whether the colours are dark
	 */
	public void dark(boolean dark) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	/**
	 * Displays the page at a size, in CSS pixels.
	 * @param width the width; half of it corresponds to a zoom of 200 %
	 * @param height the height
	 */
	public void size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	/**
	 * Checks the present view against WCAG 2.2, levels A and AA.
	 * @return what axe found, with the elements
	 */
	public List<String> accessibilityProblems() {
		Results results = new AxeBuilder()
			.withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
			.analyze(this.driver);
		return results.getViolations()
			.stream()
			.map((rule) -> rule.getId() + ": " + rule.getNodes().stream().map((node) -> node.getHtml()).toList())
			.toList();
	}

	/**
	 * Reads the page as assistive technologies do.
	 * @return the controls without a name, and what can get the focus without a role
	 */
	@SuppressWarnings("unchecked")
	public List<String> nameless() {
		List<Map<String, Object>> nodes = (List<Map<String, Object>>) this.driver
			.executeCdpCommand("Accessibility.getFullAXTree", Map.of())
			.get("nodes");
		return nodes.stream()
			.filter((node) -> node.get("ignored").equals(false))
			.filter((node) -> !List.of("RootWebArea", "main").contains(value(node, "role")))
			.filter(Browser::isFocusable)
			.filter((node) -> List.of("", "generic", "none").contains(value(node, "role"))
					|| value(node, "name").isBlank())
			.map(Object::toString)
			.toList();
	}

	private static boolean isFocusable(Map<String, Object> node) {
		return node.get("properties") instanceof List<?> properties && properties.stream()
			.anyMatch((property) -> property instanceof Map<?, ?> fields && "focusable".equals(fields.get("name")));
	}

	private static String value(Map<String, Object> node, String field) {
		return (node.get(field) instanceof Map<?, ?> fields) ? String.valueOf(fields.get("value")) : "";
	}

	/**
	 * Notes from now on what a screen reader announces: what changes in a live region
	 * that was there before, and new alerts.
	 */
	public void listen() {
		run("""
				window.announced = [];
				const shown = new Map();
				const look = (first) => {
					const now = new Map([...document.querySelectorAll('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]')]
						.filter((region) => region.checkVisibility())
						.map((region) => [region, region.textContent.replace(/\\s+/g, ' ').trim()]));
					now.forEach((text, region) => {
						const before = shown.get(region);
						if (!first && text && text !== before && (before !== undefined || region.matches('[role=alert]'))) {
							window.announced.push(text);
						}
					});
					shown.clear();
					now.forEach((text, region) => shown.set(region, text));
				};
				look(true);
				new MutationObserver(() => look(false)).observe(document.body,
					{ subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['hidden'] });
				""");
	}

	/**
	 * Waits until a screen reader announces a text, and checks that it does so once.
	 * @param text a part of the text
	 */
	public void awaitAnnounced(String text) {
		List<?> found = wait("announced text " + text, () -> {
			List<?> announced = (List<?>) run("return window.announced;");
			return announced.stream().anyMatch((one) -> String.valueOf(one).contains(text)) ? announced : null;
		});
		assertThat(found.stream().filter((one) -> String.valueOf(one).contains(text))).as(found.toString()).hasSize(1);
	}

	/**
	 * Asserts that the focus is at an element, where a keyboard and a screen reader go
	 * on.
	 */
	public void assertFocused() {
		wait("focus", () -> run("return document.activeElement !== document.body;").equals(true) ? true : null);
	}

	/**
	 * Asserts that axe finds nothing in light and dark colours.
	 */
	public void assertAccessible() {
		for (boolean dark : List.of(false, true)) {
			dark(dark);
			assertThat(accessibilityProblems()).as(dark ? "in dark colours" : "in light colours").isEmpty();
		}
		dark(false);
	}

	/**
	 * What the browser reports as errors, such as violations of the content security
	 * policy, since the last call.
	 * @return the messages
	 */
	public List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Saves a picture of the page as {@code target/screens/NAME.png}.
	 * @param name the name
	 */
	public void screenshot(String name) {
		try {
			Files.createDirectories(SCREENS);
			Files.write(SCREENS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until something is there.
	 * @param what what to wait for, for the message of a failure
	 * @param found returns it, or null
	 * @return what was found
	 */
	public <T> T wait(String what, Supplier<T> found) {
		return new WebDriverWait(this.driver, MOST, Duration.ofMillis(100))
			.ignoring(StaleElementReferenceException.class)
			.withMessage(() -> "There is no " + what + " on the page: " + text() + "\n" + errors())
			.until((_) -> found.get());
	}

	private void retried(Runnable action) {
		wait("success", () -> {
			action.run();
			return true;
		});
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
