package dev.plenum.web;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The web applications in a browser, behind a proxy that serves them below a path.
 */
@Tag("clients")
@LiveServer
@TestPropertySource(properties = "plenum.proxies.trusted=127.0.0.1")
class PathPrefixTests {

	private static final String PREFIX = "/plenum";

	private static final String PROTOCOL = "graphql-transport-ws";

	@Autowired
	private Clients clients;

	@Test
	void anApplicationBelowAPathIsSignedInToFollowsChangesAndStartsWithoutANetwork() {
		DisposableServer proxy = HttpServer.create().host("127.0.0.1").port(0).handle(this::forward).bindNow();
		DemoEvent event = DemoEvent.of(this.clients);
		String ticket = "#ticket=" + event.ticketOf(event.participant("prefixed"));
		URI app = URI.create("http://127.0.0.1:%d%s/e/demo/app/".formatted(proxy.port(), PREFIX));
		try (Browser one = Browser.phone(); Browser other = Browser.phone()) {
			one.go(app.resolve(ticket));
			String added = one.find(".session:has(button[aria-pressed=false])").getAttribute("id");
			other.go(this.clients.address("http", "/e/demo/app/" + ticket));
			other.find("#" + added + " button[aria-pressed=false]");
			other.awaitSubscription("myAgendaChanged");
			one.awaitSubscription("myAgendaChanged");
			one.click("#" + added + " .pick");
			other.find("#" + added + " button[aria-pressed=true]");
			other.click("#" + added + " .pick");
			one.find("#" + added + " button[aria-pressed=false]");
			one.click("nav a", "Settings");
			one.find("pl-sign-in button", "Sign out");
			assertThat(one.driver().getCurrentUrl()).isEqualTo(app.resolve("settings").toString());
			one.awaitServiceWorker();
			assertThat(one.errors()).isEmpty();
			one.offline(true);
			one.go(app.resolve("agenda"));
			one.find("h1", "My agenda");
			one.awaitText("Offline");
		}
		finally {
			proxy.disposeNow();
		}
	}

	private Publisher<Void> forward(HttpServerRequest request, HttpServerResponse response) {
		if (!request.uri().startsWith(PREFIX + "/")) {
			return response.sendNotFound();
		}
		String path = request.uri().substring(PREFIX.length());
		HttpHeaders received = request.requestHeaders();
		if (received.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
			return response.sendWebsocket((in, out) -> connect(path, received, in, out),
					WebsocketServerSpec.builder().protocols(PROTOCOL).build());
		}
		return client((headers) -> headers.set(received)).request(request.method())
			.uri(this.clients.address("http", path))
			.send(request.receive().retain())
			.response((from, body) -> answer(from, body, response));
	}

	private static Publisher<Void> answer(HttpClientResponse from, ByteBufFlux body, HttpServerResponse to) {
		return to.status(from.status()).headers(from.responseHeaders()).send(body.retain());
	}

	private Mono<Void> connect(String path, HttpHeaders received, WebsocketInbound in, WebsocketOutbound out) {
		return client((headers) -> List.of(HttpHeaderNames.HOST, HttpHeaderNames.ORIGIN)
			.forEach((name) -> headers.set(name, received.get(name))))
			.websocket(WebsocketClientSpec.builder().protocols(PROTOCOL).build())
			.uri(this.clients.address("ws", path))
			.handle((serverIn, serverOut) -> Mono.firstWithSignal(copy(in, serverOut), copy(serverIn, out)))
			.then();
	}

	private static HttpClient client(Consumer<HttpHeaders> headers) {
		return HttpClient.create().headers(headers).headers((all) -> all.set("X-Forwarded-Prefix", PREFIX));
	}

	private static Mono<Void> copy(WebsocketInbound from, WebsocketOutbound to) {
		return to.sendObject(from.receiveFrames().map(WebSocketFrame::retain)).then();
	}

}
