package dev.plenum.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import dev.plenum.platform.web.TransportTestApplication.Root;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which answers are sent again, to which callers, and in which form.
 */
@TransportTest
class KeptAnswerTests {

	private static final Consumer<HttpHeaders> NOBODY = (headers) -> {
	};

	private static final Consumer<HttpHeaders> ATTENDEE = (headers) -> headers.setBearerAuth("attendee");

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	private WebTestClient http;

	/** Distinguishes the questions of each test. */
	private String mark;

	@BeforeEach
	void connect() {
		this.http = WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.create()))
			.baseUrl("http://127.0.0.1:" + this.port + "/graphql")
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(1024 * 1024))
			.build();
		this.mark = "a" + UUID.randomUUID().toString().substring(0, 8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "GET" })
	void anAnswerFromMemoryIsSentAgainUntilItsSnapshotIsReplaced(String method) {
		String first = body(again(method, "kept", NOBODY));
		assertThat(ask(method, "kept", NOBODY)).extracting(KeptAnswerTests::body).isEqualTo(first);
		Root.SHELF.apply(new Object(), (snapshot) -> snapshot + "+");
		String second = body(ask(method, "kept", NOBODY));
		assertThat(second).isNotEqualTo(first).contains("+");
		assertThat(ask(method, "kept", NOBODY)).extracting(KeptAnswerTests::body).isEqualTo(second);
	}

	@Test
	void anAnswerIsKeptWhenItIsRequestedForTheSecondTime() {
		List<String> answers = Stream.generate(() -> body(post("kept", NOBODY))).limit(4).toList();
		assertThat(answers.getFirst()).isNotEqualTo(answers.getLast());
		assertThat(answers.subList(1, 4)).containsOnly(answers.getLast());
		Root.SHELF.apply(new Object(), (snapshot) -> snapshot + "+");
		assertThat(body(post("kept", NOBODY))).isEqualTo(body(post("kept", NOBODY)));
	}

	@Test
	void anOutdatedAnswerIsDropped() {
		again("POST", "kept", NOBODY);
		double before = kept();
		Root.SHELF.apply(new Object(), (snapshot) -> snapshot + "+");
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> kept() < before);
	}

	private double kept() {
		return this.meters.get("plenum.answers.kept").gauge().value();
	}

	@Test
	void aPublicAnswerIsSentToCallersWithTokensToo() {
		String first = body(again("POST", "kept", ATTENDEE));
		assertThat(body(post("kept", NOBODY))).isEqualTo(first);
		assertThat(body(post("kept", (headers) -> headers.setBearerAuth("administrator")))).isEqualTo(first);
	}

	@Test
	void aPersonalAnswerIsSentAgainToItsCallerOnly() {
		String attendees = body(again("POST", "keptForCaller kept", ATTENDEE));
		String nobodys = body(again("POST", "keptForCaller kept", NOBODY));
		assertThat(attendees).contains("attendee-1");
		assertThat(nobodys).contains("null");
		assertThat(body(post("keptForCaller kept", NOBODY))).isEqualTo(nobodys);
		assertThat(body(post("keptForCaller kept", ATTENDEE))).isEqualTo(attendees);
		assertThat(body(post("keptForCaller kept", (headers) -> headers.setBearerAuth("as-attendee-1"))))
			.contains("attendee-1")
			.isNotEqualTo(attendees);
		assertThat(body(post("keptForCaller kept", (headers) -> headers.setBearerAuth("administrator"))))
			.contains("admin-1");
		Root.SHELF.apply(new Object(), (snapshot) -> snapshot + "+");
		assertThat(body(post("keptForCaller kept", ATTENDEE))).isNotEqualTo(attendees).contains("+");
	}

	@Test
	void anAnswerThatReadsTheDatabaseForCallersIsSentAgainToAnonymousCallersOnly() {
		assertThat(body(again("POST", "keptForNobody", NOBODY))).isEqualTo(body(post("keptForNobody", NOBODY)));
		assertThat(body(post("keptForNobody " + this.mark + ": keptForNobody", ATTENDEE)))
			.isNotEqualTo(body(post("keptForNobody " + this.mark + ": keptForNobody", ATTENDEE)));
	}

	@Test
	void noPersonalAnswerIsSentForAnInvalidatedToken() {
		String token = "as-" + this.mark;
		Consumer<HttpHeaders> brief = (headers) -> headers.setBearerAuth(token);
		String own = body(again("POST", "keptForCaller", brief));
		String everybodys = body(again("POST", "kept", brief));
		assertThat(body(post("keptForCaller", brief))).isEqualTo(own);
		assertThat(body(post("kept", brief))).isEqualTo(everybodys);
		TransportTestApplication.EXPIRED.add(token);
		assertThat(post("keptForCaller", brief).getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(post("kept", brief).getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
	}

	@Test
	void anInvalidTokenIsRefusedEvenForAPublicAnswer() {
		again("POST", "kept", NOBODY);
		assertThat(post("kept", (headers) -> headers.setBearerAuth("forged")).getStatus())
			.isEqualTo(HttpStatus.UNAUTHORIZED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "made", "keptBriefly", "kept made", "kept fault(kind: PROBLEM)" })
	void anAnswerThatDependsOnTimeOrTheDatabaseIsNeverSentAgain(String fields) {
		int before = Root.MADE.get();
		for (int i = 1; i <= 3; i++) {
			EntityExchangeResult<byte[]> answer = get(fields, NOBODY);
			assertThat(Root.MADE.get()).isGreaterThanOrEqualTo(before + i);
			assertThat(answer.getResponseHeaders().getETag()).isNull();
			assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("private, no-store");
		}
	}

	@Test
	void aMutationIsNeverAnsweredFromMemory() {
		String body = "{\"query\": \"mutation %s { raise }\"}".formatted(this.mark);
		assertThat(body(post(body))).isNotEqualTo(body(post(body)));
	}

	@Test
	void anotherQuestionHasAnotherAnswer() {
		List<String> answers = new ArrayList<>();
		answers.add(body(post("kept", NOBODY)));
		answers.add(body(post("kept ", NOBODY)));
		answers.add(body(get("kept", NOBODY)));
		answers.add(body(post("kept", (headers) -> headers.set(HttpHeaders.ACCEPT_LANGUAGE, "fi"))));
		answers.add(body(post("kept", (headers) -> headers.set(HttpHeaders.ACCEPT_LANGUAGE, "en"))));
		answers
			.add(body(post("kept", (headers) -> headers.setAccept(List.of(MediaType.APPLICATION_GRAPHQL_RESPONSE)))));
		Set<String> different = new HashSet<>(answers);
		assertThat(different).hasSameSizeAs(answers);
	}

	@Test
	void aPageOfAnotherSiteReceivesNoPermissionToRead() {
		String first = body(again("POST", "kept", NOBODY));
		EntityExchangeResult<byte[]> answer = post("kept", (headers) -> headers.setOrigin("https://other.example"));
		assertThat(body(answer)).isEqualTo(first);
		assertThat(answer.getResponseHeaders().getAccessControlAllowOrigin()).isNull();
	}

	@Test
	void cachesMustRevalidateAPublicAnswer() {
		HttpHeaders headers = again("GET", "kept", NOBODY).getResponseHeaders();
		assertThat(headers.getCacheControl()).isEqualTo("public, no-cache");
		assertThat(headers.getVary()).contains("Accept", "Accept-Encoding", "Origin");
		assertThat(get("kept", NOBODY).getResponseHeaders().getETag()).isEqualTo(headers.getETag()).startsWith("\"");
	}

	@Test
	void noCacheMayKeepAPersonalAnswer() {
		for (Consumer<HttpHeaders> who : List.of(NOBODY, ATTENDEE)) {
			HttpHeaders headers = get("keptForCaller", who).getResponseHeaders();
			assertThat(headers.getCacheControl()).isEqualTo("private, no-store");
			assertThat(headers.getETag()).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "%s, 304", "'\"other\", %s', 304", "W/%s, 304", "*, 304", "\"other\", 200" })
	void aClientThatHasTheAnswerReceivesNoBody(String known, int status) {
		String tag = again("GET", "kept", NOBODY).getResponseHeaders().getETag();
		for (Consumer<HttpHeaders> who : List.of(NOBODY, ATTENDEE)) {
			EntityExchangeResult<byte[]> answer = get("kept",
					who.andThen((headers) -> headers.set(HttpHeaders.IF_NONE_MATCH, known.formatted(tag))));
			assertThat(answer.getStatus().value()).isEqualTo(status);
			assertThat(answer.getResponseHeaders().getETag()).isEqualTo(tag);
			assertThat(answer.getResponseBodyContent())
				.satisfies((body) -> assertThat(body == null || body.length == 0).isEqualTo(status == 304));
		}
	}

	@Test
	void aClientThatHasAnOutdatedAnswerReceivesTheNewOne() {
		String tag = get("kept", NOBODY).getResponseHeaders().getETag();
		Root.SHELF.apply(new Object(), (snapshot) -> snapshot + "+");
		EntityExchangeResult<byte[]> answer = get("kept", (headers) -> headers.setIfNoneMatch(tag));
		assertThat(answer.getStatus()).isEqualTo(HttpStatus.OK);
		assertThat(answer.getResponseHeaders().getETag()).isNotEqualTo(tag);
	}

	@ParameterizedTest
	@CsvSource({ "gzip, true", "'br;q=1, GZIP;q=0.5', true", "gzip;q=0, false", "'gzip; q=0.0, identity', false",
			"br, false" })
	void aLongAnswerIsCompressedIfTheClientAcceptsIt(String accepted, boolean compressed) throws IOException {
		String fields = "kept " + IntStream.range(0, 14)
			.mapToObj((i) -> "k".repeat(90) + i + ": __typename")
			.collect(Collectors.joining(" "));
		String plain = body(again("GET", fields, NOBODY));
		for (int i = 0; i < 2; i++) {
			EntityExchangeResult<byte[]> answer = get(fields,
					(headers) -> headers.set(HttpHeaders.ACCEPT_ENCODING, accepted));
			HttpHeaders headers = answer.getResponseHeaders();
			assertThat(headers.getFirst(HttpHeaders.CONTENT_ENCODING)).isEqualTo(compressed ? "gzip" : null);
			assertThat(compressed ? unzipped(answer) : body(answer)).isEqualTo(plain);
			assertThat(headers.getETag()).endsWith(compressed ? "-z\"" : "\"");
			assertThat(get(fields, (same) -> {
				same.set(HttpHeaders.ACCEPT_ENCODING, accepted);
				same.setIfNoneMatch(headers.getETag());
			}).getStatus()).isEqualTo(HttpStatus.NOT_MODIFIED);
		}
	}

	@Test
	void aShortAnswerIsNotCompressed() {
		HttpHeaders headers = get("kept", (own) -> own.set(HttpHeaders.ACCEPT_ENCODING, "gzip")).getResponseHeaders();
		assertThat(headers.getFirst(HttpHeaders.CONTENT_ENCODING)).isNull();
	}

	/**
	 * Sends a request twice, so that its answer is kept.
	 */
	private EntityExchangeResult<byte[]> again(String method, String fields, Consumer<HttpHeaders> headers) {
		ask(method, fields, headers);
		return ask(method, fields, headers);
	}

	private EntityExchangeResult<byte[]> ask(String method, String fields, Consumer<HttpHeaders> headers) {
		return method.equals("GET") ? get(fields, headers) : post(fields, headers);
	}

	private EntityExchangeResult<byte[]> post(String fields, Consumer<HttpHeaders> headers) {
		return this.http.post()
			.headers(headers)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"query\": \"query %s { %s }\"}".formatted(this.mark, fields))
			.exchange()
			.expectBody()
			.returnResult();
	}

	private EntityExchangeResult<byte[]> post(String body) {
		return this.http.post()
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectBody()
			.returnResult();
	}

	private EntityExchangeResult<byte[]> get(String fields, Consumer<HttpHeaders> headers) {
		return this.http.get()
			.uri("?query={query}", "query %s { %s }".formatted(this.mark, fields))
			.headers(headers)
			.exchange()
			.expectBody()
			.returnResult();
	}

	private static String body(EntityExchangeResult<byte[]> answer) {
		assertThat(answer.getStatus()).isEqualTo(HttpStatus.OK);
		return new String(answer.getResponseBodyContent(), StandardCharsets.UTF_8);
	}

	private static String unzipped(EntityExchangeResult<byte[]> answer) throws IOException {
		try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.getResponseBodyContent()))) {
			return new String(body.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
