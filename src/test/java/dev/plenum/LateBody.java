package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Uploads a file whose content is sent only when the server has asked for it, and
 * something else has happened meanwhile.
 */
public final class LateBody {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private LateBody() {
	}

	/**
	 * Send a file.
	 * @param uri where to
	 * @param token the token of the sender
	 * @param content the content of the file
	 * @param meanwhile what happens after the server has asked for the content
	 * @return the answer
	 */
	public static HttpResponse<String> put(URI uri, String token, byte[] content, Runnable meanwhile) {
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Authorization", "Bearer " + token)
			.expectContinue(true)
			.timeout(PATIENCE)
			.PUT(BodyPublishers.fromPublisher((subscriber) -> {
				meanwhile.run();
				BodyPublishers.ofByteArray(content).subscribe(subscriber);
			}, content.length))
			.build();
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			return client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
