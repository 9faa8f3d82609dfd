package dev.plenum.platform.security;

import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.plenum.platform.startup.StartupException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * An OpenID Connect issuer. Each request to it ends within five seconds.
 */
final class Issuer {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration MAX_AGE_OF_KEYS = Duration.ofMinutes(5);

	private final WebClient client = WebClient.builder()
		.clientConnector(new ReactorClientHttpConnector(HttpClient.create().proxyWithSystemProperties()))
		.build();

	private final String name;

	private final URI configuration;

	/**
	 * Creates an issuer by its name.
	 * @param name the issuer's name, an absolute HTTP address
	 * @throws StartupException if the name is not an HTTP address
	 */
	Issuer(String name) {
		this.name = name;
		this.configuration = configuration(name);
	}

	/**
	 * Requests the issuer's configuration and keys, and waits for the answer.
	 * @return the keys, which are refreshed from now on
	 * @throws StartupException if the issuer does not answer in time, or has another name
	 */
	IssuerKeys awaitKeys() {
		try {
			return keys().toFuture().join();
		}
		catch (CompletionException ex) {
			throw startupException(Objects.requireNonNullElse(ex.getCause(), ex));
		}
	}

	private Mono<IssuerKeys> keys() {
		return get(this.configuration).map(this::addressOfKeys)
			.flatMap((address) -> keys(address).map((keys) -> new IssuerKeys(keys, keys(address), MAX_AGE_OF_KEYS)));
	}

	private Mono<JWKSet> keys(URI address) {
		return get(address).map((document) -> {
			try {
				JWKSet keys = JWKSet.parse(document);
				if (keys.isEmpty()) {
					throw new IllegalStateException("no key at " + address);
				}
				return keys;
			}
			catch (ParseException ex) {
				throw new IllegalStateException("no valid key set at " + address, ex);
			}
		});
	}

	private Mono<String> get(URI address) {
		return this.client.get()
			.uri(address)
			.retrieve()
			.onStatus((status) -> !status.is2xxSuccessful(), ClientResponse::createException)
			.bodyToMono(String.class)
			.timeout(TIMEOUT)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no content at " + address)));
	}

	private URI addressOfKeys(String document) {
		Map<String, Object> fields = fields(document);
		if (!this.name.equals(fields.get("issuer"))) {
			throw new StartupException("the issuer " + this.name + " has the name "
					+ ((fields.get("issuer") instanceof String other) ? other : "(none)") + " in its configuration",
					"Set PLENUM_ISSUER_URI to exactly this name.");
		}
		if (!(fields.get("jwks_uri") instanceof String address)) {
			throw new IllegalStateException("no jwks_uri at " + this.configuration);
		}
		return URI.create(address);
	}

	private Map<String, Object> fields(String document) {
		try {
			return JSONObjectUtils.parse(document);
		}
		catch (ParseException ex) {
			throw new IllegalStateException("no valid JSON at " + this.configuration, ex);
		}
	}

	private StartupException startupException(Throwable failure) {
		if (failure instanceof StartupException known) {
			return known;
		}
		return new StartupException("the issuer " + this.name + " cannot be used: " + reason(failure),
				"Start the issuer, or correct PLENUM_ISSUER_URI.", failure);
	}

	private static String reason(Throwable failure) {
		return switch (failure) {
			case TimeoutException ex -> "no answer within " + TIMEOUT.toSeconds() + " seconds";
			case WebClientRequestException ex -> "no answer from " + ex.getUri();
			case WebClientResponseException ex -> "status " + ex.getStatusCode().value()
					+ ((ex.getRequest() != null) ? " for " + ex.getRequest().getURI() : "");
			default -> String.valueOf(failure.getMessage());
		};
	}

	private static URI configuration(String name) {
		try {
			URI uri = URI.create(StringUtils.trimTrailingCharacter(name, '/') + "/.well-known/openid-configuration");
			if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// reported below, like every other invalid name
		}
		throw new StartupException("invalid value \"" + name + "\" for plenum.issuer-uri: expected an HTTP address",
				"Set PLENUM_ISSUER_URI to the issuer's name, such as https://login.example.org/realms/congress.");
	}

}
