package dev.plenum.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.plenum.platform.web.TransportTestApplication.Root;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One connection with instant answers and other answers.
 */
@TransportTest
class InstantAnswerTests {

	private static final int PATIENCE = 10_000;

	@LocalServerPort
	private int port;

	private Socket socket;

	private String mark;

	@BeforeEach
	void connect() throws IOException {
		this.socket = new Socket("127.0.0.1", this.port);
		this.socket.setSoTimeout(PATIENCE);
		this.mark = "a" + UUID.randomUUID().toString().substring(0, 8);
		for (int i = 0; i < 2; i++) {
			send(request("kept"));
			read();
		}
	}

	@AfterEach
	void hangUp() throws IOException {
		this.socket.close();
	}

	@Test
	void answersComeInTheOrderOfTheRequestsHoweverLongEachTakes() throws IOException {
		send(request("kept") + request("later(millis: 300)") + request("kept") + request("made") + request("kept"));
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			answers.add(read());
		}
		assertThat(answers.get(0)).contains("\"kept\"").isEqualTo(answers.get(2)).isEqualTo(answers.get(4));
		assertThat(answers.get(1)).contains("\"later\"");
		assertThat(answers.get(3)).contains("\"made\"");
		send(request("kept"));
		assertThat(read()).isEqualTo(answers.getFirst());
	}

	@Test
	void aRequestMayArriveInPieces() throws IOException {
		int made = Root.MADE.get();
		String kept = request("kept");
		int body = kept.indexOf("\r\n\r\n") + 4;
		for (int end : new int[] { 10, body - 2, body, body + 7, kept.length() - 1 }) {
			send(kept.substring(0, end));
			send(kept.substring(end));
			assertThat(read()).contains("\"kept\"");
		}
		String another = request("made kept");
		send(another.substring(0, another.length() - 5));
		send(another.substring(another.length() - 5));
		assertThat(read()).contains("\"made\":" + (made + 1));
	}

	@Test
	void manyRequestsMayBeSentBeforeTheFirstAnswerIsRead() throws IOException {
		for (int burst = 0; burst < 20; burst++) {
			StringBuilder requests = new StringBuilder();
			for (int i = 0; i < 100; i++) {
				requests.append(request((i % 50 == 49) ? "greeting" : "kept"));
			}
			send(requests.toString());
			for (int i = 0; i < 100; i++) {
				assertThat(read()).contains((i % 50 == 49) ? "\"greeting\"" : "\"kept\"");
			}
		}
	}

	@Test
	void aRequestWithConnectionCloseIsAnsweredBeforeTheConnectionCloses() throws IOException {
		send(request("kept").replace("Host:", "Connection: close\r\nHost:"));
		assertThat(read()).contains("\"kept\"");
		assertThat(this.socket.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void anInvalidRequestIsRefused() throws IOException {
		send(request("kept").replace("HTTP/1.1", "HTTP/1.1 and more"));
		assertThat(head(this.socket.getInputStream())).startsWith("HTTP/1.1 400");
	}

	private String request(String fields) {
		String body = "{\"query\": \"query %s { %s }\"}".formatted(this.mark, fields);
		return "POST /graphql HTTP/1.1\r\nHost: plenum\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(body.length(), body);
	}

	private void send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().flush();
	}

	private String read() throws IOException {
		InputStream input = this.socket.getInputStream();
		String head = head(input);
		assertThat(head).startsWith("HTTP/1.1 200 ");
		int length = head.lines()
			.filter((line) -> line.toLowerCase().startsWith("content-length:"))
			.mapToInt((line) -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
			.findFirst()
			.orElseThrow();
		return new String(input.readNBytes(length), StandardCharsets.UTF_8);
	}

	private static String head(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			if (next < 0) {
				break;
			}
			head.append((char) next);
		}
		return head.toString();
	}

}
