package dev.plenum.platform.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of RFC 9110 and RFC 9112, octet by octet. Every refusal has a GraphQL error
 * as its body.
 */
@TransportTest
@ExtendWith(OutputCaptureExtension.class)
class HttpRulesTests {

	private static final String TARGET = "/graphql?query=%7Bgreeting%7D";

	private static final String JSON = "Content-Type: application/json~";

	@LocalServerPort
	private int port;

	@ParameterizedTest(name = "{0}: {2}")
	@CsvSource(delimiter = '|',
			textBlock = """
					no Host                  | GET TARGET HTTP/1.1~~                                                        | 400
					two Hosts                | GET TARGET HTTP/1.1~Host: a~Host: a~~                                        | 400
					Host with a space        | GET TARGET HTTP/1.1~Host: a b~~                                              | 400
					Host with a path         | GET TARGET HTTP/1.1~Host: a/b~~                                              | 400
					Host with a user         | GET TARGET HTTP/1.1~Host: a@b~~                                              | 400
					Host with a bad port     | GET TARGET HTTP/1.1~Host: a:b~~                                              | 400
					Host with a large port   | GET TARGET HTTP/1.1~Host: a:65536~~                                          | 400
					unclosed IPv6 Host       | GET TARGET HTTP/1.1~Host: [::1~~                                             | 400
					two Hosts in HTTP/1.0    | GET TARGET HTTP/1.0~Host: a~Host: a~~                                        | 400
					two Authorizations       | GET TARGET HTTP/1.1~Host: a~Authorization: Bearer a~Authorization: Bearer b~~ | 400
					two Content-Types        | POST /graphql HTTP/1.1~Host: a~Content-Type: a/b~Content-Type: a/b~~         | 400
					gzip, chunked            | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~         | 400
					gzip and chunked         | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: gzip~Transfer-Encoding: chunked~~0~~ | 400
					chunked, chunked         | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~0~~      | 400
					gzip                     | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: gzip~~                     | 400
					chunked with a length    | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 5~~0~~ | 400
					chunked in HTTP/1.0      | POST /graphql HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~               | 400
					a bad size of a chunk    | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: chunked~~zz~               | 400
					two lengths              | POST /graphql HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 6~~hello    | 400
					a negative length        | POST /graphql HTTP/1.1~Host: a~Content-Length: -1~~                          | 400
					a length with a sign     | POST /graphql HTTP/1.1~Host: a~Content-Length: +5~~hello                     | 400
					HTTP/2.0                 | GET TARGET HTTP/2.0~Host: a~~                                                | 505
					HTTP/1.2                 | GET TARGET HTTP/1.2~Host: a~~                                                | 505
					HTTP/0.9                 | GET TARGET HTTP/0.9~Host: a~~                                                | 505
					the preface of HTTP/2    | PRI * HTTP/2.0~~SM~~                                                         | 505
					another protocol         | GET TARGET HTCPCP/1.0~Host: a~~                                              | 400
					no version               | GET TARGET~Host: a~~                                                         | 400
					a field above 127        | GET TARGET HTTP/1.1~Host: a~User-Agent: å~~                                  | 400
					a field name above 127   | GET TARGET HTTP/1.1~Host: a~Å: a~~                                           | 400
					a Host above 127         | GET TARGET HTTP/1.1~Host: å~~                                                | 400
					a token above 127        | GET TARGET HTTP/1.1~Host: a~Authorization: Bearer å~~                        | 400
					a target above 127       | GET /å HTTP/1.1~Host: a~~                                                    | 400
					51 accepted types        | GET TARGET HTTP/1.1~Host: a~Accept: MANY~~                                   | 400
					51 types in two fields   | GET /livez HTTP/1.1~Host: a~Accept: a/b~accept: MANY~~                       | 400
					a space before the colon | GET TARGET HTTP/1.1~Host : a~~                                               | 400
					""")
	void anInvalidRequestIsRefusedAndTheConnectionIsClosed(String name, String request, int status,
			CapturedOutput output) {
		String answer = RawConnection.ask(this.port,
				request.replace("TARGET", TARGET).replace("MANY", "a/b,".repeat(50) + "a/b").replace("~", "\r\n"));
		assertThat(answer).startsWith("HTTP/1.1 " + status)
			.containsIgnoringCase("content-type: application/json")
			.containsIgnoringCase("connection: close")
			.contains("{\"errors\":[{\"message\":\"")
			.contains("\"extensions\":{\"code\":\"BAD_INPUT\"}");
		assertThat(output).doesNotContain("Exception", "\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /graphql?query={greeting} HTTP/1.1~Host: a~Connection: close~~",
			"GET /graphql?query=%zz HTTP/1.1~Host: a~Connection: close~~" })
	void anInvalidTargetIsRefusedWithTheSameBody(String request) {
		assertThat(RawConnection.ask(this.port, request.replace("~", "\r\n"))).startsWith("HTTP/1.1 400")
			.contains("\"code\":\"BAD_INPUT\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET TARGET HTTP/1.0~~", "GET TARGET HTTP/1.0~Host: a~~",
			"GET TARGET HTTP/1.1~Host:~Connection: close~~",
			"GET TARGET HTTP/1.1~Host: a-b.example:8080~Connection: close~~",
			"GET TARGET HTTP/1.1~Host: a_b~Connection: close~~",
			"GET TARGET HTTP/1.1~Host: [::1]:80~Connection: close~~",
			"GET http://a/graphql?query=%7Bgreeting%7D HTTP/1.1~Host: a~Connection: close~~",
			"GET TARGET HTTP/1.1~Host: a~Content-Length: 5~Connection: close~~hello",
			"GET TARGET HTTP/1.1~Host: a~Transfer-Encoding: chunked~Connection: close~~5~hello~0~~" })
	void anUnusualButValidRequestIsAnswered(String request) {
		assertThat(RawConnection.ask(this.port, request.replace("TARGET", TARGET).replace("~", "\r\n")))
			.contains(" 200 OK")
			.contains("Hello");
	}

	@Test
	void aRequestLineMayHave8000Octets() {
		String target = TARGET + "&x=";
		target += "x".repeat(8000 - "GET  HTTP/1.1".length() - target.length());
		String rest = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
		assertThat(RawConnection.ask(this.port, "GET " + target + rest)).startsWith("HTTP/1.1 200");
		assertThat(RawConnection.ask(this.port, "GET " + target + "x".repeat(1000) + rest)).startsWith("HTTP/1.1 414")
			.contains("\"code\":\"BAD_INPUT\"");
	}

	@Test
	void headersHaveALimit() {
		assertThat(RawConnection.ask(this.port,
				"GET " + TARGET + " HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
			.startsWith("HTTP/1.1 431")
			.contains("\"code\":\"BAD_INPUT\"");
	}

	@Test
	void aRefusalFollowsTheAnswersToEarlierRequests() {
		String request = "GET /graphql?query=%7Blater(millis:300)%7D HTTP/1.1\r\nHost: a\r\n\r\n";
		String answers = RawConnection.ask(this.port,
				request + request + "GET " + TARGET + " HTTP/1.1\r\n\r\n" + request);
		assertThat(answers.split("HTTP/1\\.1 (?=\\d)")).satisfiesExactly((before) -> assertThat(before).isEmpty(),
				(first) -> assertThat(first).startsWith("200"), (second) -> assertThat(second).startsWith("200"),
				(third) -> assertThat(third).startsWith("400"));
	}

	@Test
	void expectContinueIsAnsweredOnlyIfTheBodyIsAccepted() {
		String head = "POST /graphql HTTP/1.1\r\nHost: a\r\n" + JSON.replace("~", "\r\n") + "Expect: 100-continue\r\n";
		try (RawConnection connection = RawConnection.to(this.port)) {
			connection.send(head + "Connection: close\r\nContent-Length: 22\r\n\r\n")
				.until("HTTP/1.1 100 Continue\r\n\r\n");
			assertThat(connection.send("{\"query\":\"{greeting}\"}").rest()).startsWith("HTTP/1.1 200")
				.contains("Hello");
		}
		assertThat(RawConnection.ask(this.port, head + "Content-Length: 100000\r\n\r\n")).startsWith("HTTP/1.1 413");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphql?query=%7Bgreeting%7D", "/livez", "/readyz", "/actuator/health",
			"/graphql?query=%7Bkept%7D" })
	void headIsAnsweredLikeGetWithoutTheBody(String path) {
		String get = ask("GET", path);
		String head = ask("HEAD", path);
		assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
		assertThat(get).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n\r\n");
		assertThat(field(head, "content-length")).isEqualTo(field(get, "content-length"));
		assertThat(field(head, "content-type")).isEqualTo(field(get, "content-type"));
	}

	private String ask(String method, String path) {
		return RawConnection.ask(this.port, method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
	}

	private static String field(String answer, String name) {
		return answer.lines()
			.filter((line) -> line.toLowerCase().startsWith(name + ":"))
			.findFirst()
			.orElse("")
			.toLowerCase();
	}

}
