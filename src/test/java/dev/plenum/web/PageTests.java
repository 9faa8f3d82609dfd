package dev.plenum.web;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.platform.web.GraphQlSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of the web applications and their files, as a browser requests them.
 */
@Tag("slow")
@LiveServer
@TestPropertySource(properties = { "plenum.proxies.trusted=127.0.0.1", "plenum.rates.enabled=true" })
class PageTests {

	private static final Pattern FILE = Pattern.compile("src=\"([^\"]+main\\.js)\"");

	@Autowired
	private Clients clients;

	@ParameterizedTest
	@ValueSource(strings = { "app", "console", "booth", "door", "screen" })
	void eachApplicationHasAPageForEveryView(String app) {
		for (String view : List.of("", "sessions/ses_1", "a/b/c")) {
			assertThat(body(get("/e/demo/" + app + "/" + view).expectStatus().isOk())).contains("<pl-" + app + ">")
				.contains("\"app\":\"" + app + "\"");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/e/demo, /e/demo/app/", "/e/demo/, /e/demo/app/", "/e/demo/console, /e/demo/console/",
			"/e/demo?x=1, /e/demo/app/?x=1" })
	void shorterAddressesLeadToAnApplication(String address, String application) {
		get(address).expectStatus().isFound().expectHeader().location(application);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/e/demo/unknown/", "/e/demo/unknown", "/e/%3Cscript%3E/app/", "/web/x/shared/nothing.js",
			"/web/x/app/operations/fragments.graphql", "/web/x", "/web/x/", "/web/%61%62%63/x", "/web/%C3%A5%C3%A5/x",
			"/web/w/a" })
	void otherAddressesAreNotFound(String address) {
		get(address).expectStatus().isNotFound();
	}

	@Test
	void theAttendeeAppOfAnUnknownEventIsNotFoundButExplainsIt() {
		assertThat(body(get("/e/nothing/app/").expectStatus().isNotFound())).contains("<pl-app>");
	}

	@Test
	void thePolicyAllowsNothingUnsafe() {
		EntityExchangeResult<String> page = result(get("/e/demo/app/"));
		assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy")).contains("default-src 'none'")
			.contains("'sha256-")
			.contains("require-trusted-types-for 'script'")
			.doesNotContain("unsafe-")
			.doesNotContain("http:")
			.doesNotContain("*");
	}

	@Test
	void aPageThatTheBrowserHasKeepsItsPolicy() {
		HttpHeaders first = result(get("/e/demo/app/")).getResponseHeaders();
		this.clients.raw()
			.get()
			.uri("/e/demo/app/")
			.header(HttpHeaders.IF_NONE_MATCH, first.getETag())
			.exchange()
			.expectStatus()
			.isNotModified()
			.expectHeader()
			.valueEquals("Content-Security-Policy", String.valueOf(first.getFirst("Content-Security-Policy")));
	}

	@Test
	void filesAreCompressedAndCachedForeverUnderTheirVersion() {
		Matcher file = FILE.matcher(body(get("/e/demo/app/")));
		assertThat(file.find()).isTrue();
		HttpHeaders headers = this.clients.raw()
			.get()
			.uri(file.group(1))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseHeaders();
		assertThat(sizeOf(file.group(1), "gzip, br")).isLessThan(sizeOf(file.group(1), "gzip;q=0, identity"));
		assertThat(headers.getCacheControl()).contains("immutable").contains("max-age=31536000");
		this.clients.raw()
			.get()
			.uri(file.group(1))
			.header(HttpHeaders.IF_NONE_MATCH, headers.getETag())
			.exchange()
			.expectStatus()
			.isNotModified();
		get(file.group(1).replaceFirst("/web/[^/]+/", "/web/older/")).expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
	}

	private int sizeOf(String path, String encodings) {
		HttpRequest request = HttpRequest.newBuilder(this.clients.address("http", path))
			.header(HttpHeaders.ACCEPT_ENCODING, encodings)
			.timeout(Duration.ofSeconds(10))
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).join().body().length;
		}
	}

	@Test
	@Tag("joined")
	void theFirstViewOfTheAttendeeAppIsBelow40KilobytesCompressed() {
		String page = body(get("/e/demo/app/"));
		int size = sizeOf("/e/demo/app/", "gzip");
		Matcher link = Pattern.compile("<link rel=\"(?:stylesheet|modulepreload|preload)\" [^>]*href=\"(/web/[^\"]+)\"")
			.matcher(page);
		while (link.find()) {
			size += sizeOf(link.group(1), "gzip");
		}
		assertThat(size).isGreaterThan(10_000).isLessThan(40_000);
	}

	@ParameterizedTest
	@CsvSource({ "/e/demo/app/, $.data.event.days", "/, $.data.events.nodes" })
	void theFirstQueryIsRequestedWithThePage(String address, String data) {
		Matcher link = Pattern.compile("href=\"(/graphql\\?[^\"]+)\"").matcher(body(get(address)));
		assertThat(link.find()).isTrue();
		get(HtmlUtils.htmlUnescape(link.group(1))).expectStatus().isOk().expectBody().jsonPath(data).isNotEmpty();
		assertThat(link.find()).isFalse();
	}

	@Test
	void thePageIsCompressedAndContainsTheTextsOfItsLanguage() {
		assertThat(sizeOf("/e/demo/app/", "gzip")).isLessThan(sizeOf("/e/demo/app/", "identity") / 2);
		String page = body(this.clients.raw()
			.get()
			.uri("/e/demo/app/")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "fi")
			.exchange()
			.expectStatus()
			.isOk());
		assertThat(page).containsPattern("id=\"messages\">\\{[^<]*\"nav.programme\":\"Ohjelma\"");
	}

	@Test
	void everyPreloadedFileExists() {
		Matcher link = Pattern.compile("<link [^>]*href=\"([^\"?]+)\"").matcher(body(get("/e/demo/app/")));
		int found = 0;
		while (link.find()) {
			get(link.group(1)).expectStatus().isOk();
			found++;
		}
		assertThat(found).isGreaterThan(4);
	}

	@Test
	void thePageIsInTheLanguageOfTheReader() {
		WebTestClient.ResponseSpec page = this.clients.raw()
			.get()
			.uri("/e/socialchefsdagarna-2024/app/")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "fi-FI, sv;q=0.5")
			.exchange();
		assertThat(body(page)).contains("<html lang=\"fi\">").contains("<title>Sosiaalijohtajien päivät 2024</title>");
	}

	@Test
	void eachApplicationIsInstallableInAScopeOfItsOwn() {
		for (String app : List.of("app", "console")) {
			get("/e/demo/" + app + "/manifest.webmanifest").expectStatus()
				.isOk()
				.expectHeader()
				.contentType("application/manifest+json")
				.expectBody()
				.jsonPath("$.scope")
				.isEqualTo("/e/demo/" + app + "/")
				.jsonPath("$.start_url")
				.isEqualTo("/e/demo/" + app + "/")
				.jsonPath("$.icons.length()")
				.isEqualTo(4);
			assertThat(body(get("/e/demo/" + app + "/service-worker.js").expectStatus().isOk()))
				.containsPattern("^const app = \\{\"version\":\"\\w+\",\"base\":\"\",\"scope\":\"/e/demo/" + app
						+ "/\",\"files\":\\[[^]]+]};\n");
		}
	}

	@Test
	void allAddressesBeginWithThePrefixOfATrustedProxy() {
		assertThat(body(prefixed("/e/demo/app/", "/plenum"))).contains("\"base\":\"/plenum\"")
			.contains("href=\"/plenum/e/demo/app/manifest.webmanifest\"")
			.doesNotContain("=\"/web/")
			.doesNotContain("\":\"/web/");
		prefixed("/e/demo", "/plenum/").expectStatus().isFound().expectHeader().location("/plenum/e/demo/app/");
		assertThat(body(prefixed("/e/demo/app/", "/\"><script>"))).contains("\"base\":\"\"");
	}

	@Test
	void addressesInAnswersBeginWithThePrefixOfATrustedProxy() {
		String query = "{ event(slug: \"socialchefsdagarna-2024\") { calendarFeed { url } } }";
		String expected = "/plenum/events/socialchefsdagarna-2024/programme.ics";
		assertThat(body(this.clients.raw()
			.post()
			.uri("/graphql")
			.header("X-Forwarded-Prefix", "/plenum")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query))
			.exchange())).contains(expected);
		GraphQlSocket socket = GraphQlSocket.open(this.clients.address("ws", "/graphql"),
				Map.of("X-Forwarded-Prefix", "/plenum"), "graphql-transport-ws");
		socket.init(null);
		assertThat(socket.next()).containsEntry("type", "connection_ack");
		socket.send(Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", query)));
		assertThat(socket.next().toString()).contains(expected);
	}

	@ParameterizedTest
	@CsvSource({ "en, Accessibility statement", "sv, Tillgänglighetsredogörelse", "fi, Saavutettavuusseloste" })
	void theAccessibilityStatementOfAnEventNeedsNoScripts(String lang, String heading) {
		EntityExchangeResult<String> page = result(
				get("/e/socialchefsdagarna-2024/accessibility?lang=" + lang).expectStatus().isOk());
		assertThat(page.getResponseBody()).contains("<html lang=\"" + lang + "\">")
			.contains("<h1>" + heading + "</h1>")
			.contains("href=\"/e/socialchefsdagarna-2024/app/\"")
			.contains("Föreningen Sveriges socialchefer")
			.doesNotContain("<script")
			.doesNotContain("{");
		assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy")).doesNotContain("script-src");
	}

	@Test
	void theFirstPageListsTheEvents() {
		assertThat(body(get("/").expectStatus().isOk())).contains("<pl-start>");
	}

	private WebTestClient.ResponseSpec prefixed(String address, String prefix) {
		return this.clients.raw().get().uri(address).header("X-Forwarded-Prefix", prefix).exchange();
	}

	private WebTestClient.ResponseSpec get(String address) {
		return this.clients.raw().get().uri(this.clients.address("http", address)).exchange();
	}

	private static EntityExchangeResult<String> result(WebTestClient.ResponseSpec response) {
		return response.expectBody(String.class).returnResult();
	}

	private static String body(WebTestClient.ResponseSpec response) {
		return String.valueOf(result(response).getResponseBody());
	}

}
