package dev.plenum.platform.outbound;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import reactor.core.publisher.Mono;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Lets the server under test reach one other server, which answers as the tests say. Use
 * it as an initializer of the context.
 */
public class Strangers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Map<String, Function<Request, Mono<Response>>> ANSWERS = new ConcurrentHashMap<>();

	private static final Map<String, List<Request>> REQUESTS = new ConcurrentHashMap<>();

	private static final SecureServer SERVER = SecureServer.start((request,
			response) -> request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0]).flatMap((body) -> {
				String path = request.fullPath();
				Request received = new Request(request.method().name(), request.uri(),
						header(request.requestHeaders()::get), body);
				REQUESTS.computeIfAbsent(path, (_) -> new CopyOnWriteArrayList<>()).add(received);
				return ANSWERS.getOrDefault(path, (_) -> Mono.just(Response.of(404))).apply(received);
			}).flatMap((answer) -> {
				response.status(answer.status());
				answer.headers().forEach(response::header);
				return response.sendByteArray(Mono.just(answer.body())).then();
			}));

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestPropertyValues
			.of("plenum.outbound.allowed=127.0.0.1", "plenum.outbound.ports=443," + SERVER.port(),
					"plenum.outbound.certificates=" + SecureServer.certificate(), "plenum.origin.look-every=100ms",
					"plenum.webhooks.look-every=100ms", "plenum.registration.look-every=100ms")
			.applyTo(context);
	}

	/**
	 * Says how a new address is answered.
	 * @param answer the answer to each request
	 * @return the address
	 */
	public static URI at(Function<Request, Mono<Response>> answer) {
		String path = "/" + UUID.randomUUID();
		ANSWERS.put(path, answer);
		return URI.create("https://localhost:" + SERVER.port() + path);
	}

	/**
	 * Says how an address is answered from now on.
	 * @param url the address
	 * @param answer the answer to each request
	 */
	public static void at(URI url, Function<Request, Mono<Response>> answer) {
		ANSWERS.put(url.getPath(), answer);
	}

	/**
	 * The requests that an address has received.
	 * @param url the address
	 * @return the requests, oldest first
	 */
	public static List<Request> requests(URI url) {
		return List.copyOf(REQUESTS.getOrDefault(url.getPath(), List.of()));
	}

	private static Function<String, String> header(Function<String, String> headers) {
		Map<String, String> kept = new ConcurrentHashMap<>();
		for (String name : List.of("if-none-match", "if-modified-since", "content-type", "webhook-id",
				"webhook-timestamp", "webhook-signature", "authorization")) {
			String value = headers.apply(name);
			if (value != null) {
				kept.put(name, value);
			}
		}
		return kept::get;
	}

	/**
	 * A request that was received.
	 *
	 * @param method its method
	 * @param uri its path and query
	 * @param headers some of its headers by their names in lower case
	 * @param body its body
	 */
	public record Request(String method, String uri, Function<String, String> headers, byte[] body) {
	}

	/**
	 * A response.
	 *
	 * @param status its status
	 * @param headers its headers
	 * @param body its body
	 */
	public record Response(int status, Map<String, String> headers, byte[] body) {

		public static Response of(int status) {
			return new Response(status, Map.of(), new byte[0]);
		}

	}

}
