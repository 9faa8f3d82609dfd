package dev.plenum.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.LateBody;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invalid files are rejected as a whole, with the place, and nothing is changed.
 */
@LiveServer
class InvalidFileTests {

	private static final int PATIENCE_MILLIS = 15_000;

	private static final int TOO_LARGE = (32 << 20) + 1;

	@Autowired
	private Clients clients;

	@LocalServerPort
	private int port;

	private final String slug = "invalid-" + UUID.randomUUID().toString().substring(0, 8);

	private String before = "";

	@BeforeEach
	void anEvent() {
		byte[] file = new ScheduleFile().event("g1", "Talk", "2027-12-27T10:00:00+01:00", "Saal 1", "Ada")
			.event("g2", "Talk two", "2027-12-27T11:00:00+01:00", "Saal 1", "Grace")
			.json();
		assertThat(put(file).getStatus()).isEqualTo(HttpStatus.OK);
		this.before = programme();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"schedule": {"conference": {"days": [{"date": "2027-12-27", "rooms": {"A": [{"guid": "g1", "title": "New" | line 1
					<schedule><conference><title>T</title></conference><day date="2027-12-27"><room name="A"><event guid="g1"> | line 1
					<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><schedule><version>&b;</version></schedule>             | line 1
					{"sessions": [{"id": "1", "title": "New", "startsAt": "2027-12-27T10:00:00", "endsAt": "2027-12-27T09:00:00"}]} | /sessions/0/endsAt
					{"schedule": {"conference": {"days": [{"date": "2027-12-27", "rooms": {"A": [{"guid": "g1", "title": "New", "date": "2127-12-27T10:00:00+01:00", "duration": "0:30"}]}}]}}}  | /schedule/conference/days/0/rooms/A/0""")
	void anInvalidFileChangesNothing(String file, String place) {
		EntityExchangeResult<byte[]> answer = put(file.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		JsonNode error = JsonMapper.shared().readTree(answer.getResponseBody()).at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_INPUT");
		assertThat(error.at("/extensions/place").asString()).startsWith(place);
		assertThat(error.get("message").asString()).isNotBlank().doesNotContain("Exception");
		assertThat(programme()).isEqualTo(this.before);
	}

	@Test
	void aTooLongTextIsRejectedWithItsPlace() {
		String file = "{\"schedule\": {\"version\": \"%s\"}}".formatted("a".repeat(1_100_000));
		EntityExchangeResult<byte[]> answer = put(file.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(JsonMapper.shared().readTree(answer.getResponseBody()).at("/errors/0/extensions/place").asString())
			.startsWith("line 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: " + TOO_LARGE, "Transfer-Encoding: chunked" })
	void aTooLargeFileIsRejectedBeforeItIsReadCompletely(String length) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(PATIENCE_MILLIS);
			OutputStream out = socket.getOutputStream();
			out.write("PUT /events/%s/programme HTTP/1.1\r\nHost: plenum\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
				.formatted(this.slug, this.clients.token("admin"), length)
				.getBytes(StandardCharsets.US_ASCII));
			if (length.startsWith("Transfer")) {
				sendUntilRejected(socket, out);
			}
			out.flush();
			String answer = read(socket.getInputStream());
			assertThat(answer).startsWith("HTTP/1.1 413").contains("The limit is 32 MB");
		}
		assertThat(programme()).isEqualTo(this.before);
	}

	@Test
	void anImportIsRejectedIfTheCallerIsNoOrganiserAnyMoreWhenTheFileHasBeenRead() {
		NewEvent event = NewEvent.on(this.clients);
		byte[] file = new ScheduleFile().event("g1", "Imported", "2027-05-10T13:00:00+02:00", "Saal 1", "Ada").json();
		String answer = LateBody.put(this.clients.address("http", "/events/" + event.slug() + "/programme"),
				this.clients.token(event.organiser()), file,
				() -> this.clients.administrator()
					.document(
							"""
									mutation ($slug: String!) { putEvent(input: { slug: $slug, organiserSubjects: ["another"] }) { ... on EventPut {
									  event { id } } } }""")
					.variable("slug", event.slug())
					.executeAndVerify())
			.body();
		assertThat(answer).contains("FORBIDDEN");
		assertThat(programme(event.slug())).doesNotContain("Imported");
	}

	private static void sendUntilRejected(Socket socket, OutputStream out) throws IOException {
		byte[] spaces = new byte[1 << 20];
		Arrays.fill(spaces, (byte) ' ');
		try {
			for (int i = 0; i < 40 && socket.getInputStream().available() == 0; i++) {
				out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
				out.write(spaces);
				out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (SocketException ex) {
			// The server has answered and closed the connection. The test reads the
			// answer.
		}
	}

	private static String read(InputStream in) throws IOException {
		StringBuilder answer = new StringBuilder();
		byte[] part = new byte[4096];
		while (!answer.toString().contains("The limit is")) {
			int count = in.read(part);
			if (count < 0) {
				break;
			}
			answer.append(new String(part, 0, count, StandardCharsets.UTF_8));
		}
		return answer.toString();
	}

	private String programme() {
		return programme(this.slug);
	}

	private String programme(String slug) {
		return new String(Objects.requireNonNull(this.clients.raw()
			.get()
			.uri("/events/{slug}/programme.json", slug)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody()), StandardCharsets.UTF_8)
				+ Map.of("revision",
						this.clients.anonymous()
							.document("{ event(slug: \"%s\") { revision } }".formatted(slug))
							.execute()
							.path("event.revision")
							.entity(Integer.class)
							.get());
	}

	private EntityExchangeResult<byte[]> put(byte[] file) {
		return this.clients.raw()
			.put()
			.uri("/events/{slug}/programme", this.slug)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(file)
			.exchange()
			.expectBody()
			.returnResult();
	}

}
