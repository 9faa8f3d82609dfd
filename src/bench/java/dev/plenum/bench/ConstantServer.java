package dev.plenum.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The limit for requests: the same stack, which answers everything with the same bytes.
 */
final class ConstantServer {

	private ConstantServer() {
	}

	/**
	 * Serves a file.
	 * @param args the file
	 * @throws IOException if it cannot be read
	 */
	public static void main(String[] args) throws IOException {
		byte[] bytes = Files.readAllBytes(Path.of(args[0]));
		Mono<ServerResponse> answer = ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(bytes);
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle(new ReactorHttpHandlerAdapter(RouterFunctions
				.toHttpHandler(RouterFunctions.route().POST("/graphql", (request) -> answer).build())))
			.bindNow();
		System.out.println("listening " + server.port());
		server.onDispose().block();
	}

}
