package dev.plenum.platform.web;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.traffic.ClientAddresses;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.platform.traffic.Traffic;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Answers requests with {@linkplain KeptAnswers kept answers} directly on the connection,
 * without Reactor Netty and Spring, whose work costs several times as much as the answer.
 * All other requests go on to them and get the same answers there.
 * <p>
 * The same limits apply: those of connections, headers and bodies
 * ({@code platform.connection}) before a request arrives here, the rate of the address
 * before an answer is looked up, and the rate of the subject before it is sent. A request
 * above a limit also goes on, and is refused there.
 */
@Component
final class InstantAnswers implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private static final String NAME = NettyPipeline.LEFT + "instantAnswers";

	private static final String QUERY = WebConfiguration.PATH + "?";

	private static final String BEARER = "Bearer ";

	private static final Pattern JSON = Pattern.compile("application/json *(; *charset=\"?utf-8\"?)?",
			Pattern.CASE_INSENSITIVE);

	private final KeptAnswers answers;

	private final Rates rates;

	private final ClientAddresses addresses;

	private final ObjectProvider<ReactiveAuthenticationManager> tokens;

	InstantAnswers(KeptAnswers answers, Rates rates, ClientAddresses addresses,
			ObjectProvider<ReactiveAuthenticationManager> tokens) {
		this.answers = answers;
		this.rates = rates;
		this.addresses = addresses;
		this.tokens = tokens;
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers((server) -> server.doOnChannelInit((_, channel, _) -> {
			if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
				channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, NAME, new AnswerHandler(this));
			}
		}));
	}

	/**
	 * Whether there may be a kept answer for a request. Requests of browsers from other
	 * origins and requests for a WebSocket are never answered here.
	 * @param request the request, without its body
	 * @return true if it is worth looking for an answer
	 */
	static boolean mayHave(HttpRequest request) {
		HttpHeaders headers = request.headers();
		return request.decoderResult().isSuccess() && (isQuery(request) || isJson(request))
				&& request.protocolVersion().equals(HttpVersion.HTTP_1_1) && HttpUtil.isKeepAlive(request)
				&& !headers.contains(HttpHeaderNames.ORIGIN) && !headers.contains(HttpHeaderNames.COOKIE)
				&& !headers.contains(HttpHeaderNames.UPGRADE) && !headers.contains(HttpHeaderNames.EXPECT)
				&& !headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
	}

	/**
	 * Finds the answer to a request, and counts the request if there is one.
	 * @param request a request that may have an answer
	 * @param body its body
	 * @param channel its connection
	 * @return the answer; null if the request has to be executed, or refused
	 */
	@Nullable FullHttpResponse find(HttpRequest request, byte[] body, Channel channel) {
		HttpHeaders headers = request.headers();
		ClientAddresses.Sender sender = sender(channel, headers);
		if (sender == null || this.rates.isExhausted(Traffic.QUERIES, sender.address())) {
			return null;
		}
		boolean get = request.method().equals(HttpMethod.GET);
		byte[] operation = get ? request.uri().substring(QUERY.length()).getBytes(StandardCharsets.ISO_8859_1) : body;
		String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
		Answer answer = this.answers.find(new Question(get, operation, headers.getAll(HttpHeaderNames.ACCEPT),
				headers.getAll(HttpHeaderNames.ACCEPT_LANGUAGE)), authorization);
		if (answer == null) {
			return null;
		}
		String subject = (authorization != null) ? subject(authorization) : null;
		if ((authorization != null && subject == null) || isTooMuch(sender.address(), subject)) {
			return null;
		}
		return response(
				answer.form(get, headers.get(HttpHeaderNames.ACCEPT_ENCODING),
						headers.getAll(HttpHeaderNames.IF_NONE_MATCH)),
				sender.secure() || channel.pipeline().get(SslHandler.class) != null);
	}

	private ClientAddresses.@Nullable Sender sender(Channel channel, HttpHeaders headers) {
		return (channel.remoteAddress() instanceof InetSocketAddress peer)
				? this.addresses.sender(peer, headers::getAll) : null;
	}

	/**
	 * The subject of a token that was checked before and is still valid. Null for a token
	 * whose check needs time.
	 */
	private @Nullable String subject(String authorization) {
		ReactiveAuthenticationManager manager = this.tokens.getIfAvailable();
		if (manager == null || !authorization.startsWith(BEARER)) {
			return null;
		}
		AtomicReference<@Nullable String> subject = new AtomicReference<>();
		manager.authenticate(new BearerTokenAuthenticationToken(authorization.substring(BEARER.length())))
			.subscribe((authentication) -> subject.set(authentication.getName()), (_) -> {
			});
		return subject.get();
	}

	private boolean isTooMuch(InetSocketAddress client, @Nullable String subject) {
		try {
			this.rates.take(Traffic.QUERIES, subject, 1);
			this.rates.take(Traffic.QUERIES, client, 1);
			return false;
		}
		catch (Problem problem) {
			return true;
		}
	}

	private static FullHttpResponse response(Form form, boolean secure) {
		return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, form.status(),
				Unpooled.wrappedBuffer(form.body()).asReadOnly(), secure ? form.secure() : form.plain(),
				EmptyHttpHeaders.INSTANCE);
	}

	private static boolean isQuery(HttpRequest request) {
		return request.method().equals(HttpMethod.GET) && request.uri().startsWith(QUERY);
	}

	private static boolean isJson(HttpRequest request) {
		String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
		long length = HttpUtil.getContentLength(request, -1L);
		return request.method().equals(HttpMethod.POST) && request.uri().equals(WebConfiguration.PATH) && length > 0
				&& type != null && (type.equals("application/json") || JSON.matcher(type).matches());
	}

}
