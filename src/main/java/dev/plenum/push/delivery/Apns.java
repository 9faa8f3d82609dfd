package dev.plenum.push.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import dev.plenum.push.content.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/**
 * Sends messages to apps on Apple devices, if a key of APNs is configured.
 */
@Component
final class Apns implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Apns.class);

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Duration CONNECT = Duration.ofSeconds(5);

	private static final int HTTPS = 443;

	/** In bytes. */
	private static final int LONGEST = 4096;

	private static final int SHORTEST = LONGEST / 8;

	private final PushSettings.Apns settings;

	private final Duration timeout;

	private final Circuits circuits;

	private final Reports reports;

	private final InstantSource clock;

	private final @Nullable ApnsClient client;

	@Autowired
	Apns(PushSettings settings, Circuits circuits, Reports reports, InstantSource clock) {
		this(settings, circuits, reports, clock, UnaryOperator.identity());
	}

	Apns(PushSettings settings, Circuits circuits, Reports reports, InstantSource clock,
			UnaryOperator<ApnsClientBuilder> security) {
		this.settings = settings.apns();
		this.timeout = settings.timeout();
		this.circuits = circuits;
		this.reports = reports;
		this.clock = clock;
		Path key = this.settings.keyFile();
		this.client = (key != null) ? client(this.settings, key, security) : null;
	}

	/**
	 * Whether a key is configured.
	 */
	boolean isActive() {
		return this.client != null;
	}

	/**
	 * Sends a message.
	 * @param address the app on the device
	 * @param message the message
	 * @return what became of it
	 */
	Mono<Delivered> send(ApnsAddress address, Message message) {
		ApnsClient client = this.client;
		return (client != null) ? attempt(client, address, message, LONGEST) : Mono.just(new Delivered.Refused());
	}

	@Override
	public void destroy() {
		if (this.client != null) {
			this.client.close();
		}
	}

	private Mono<Delivered> attempt(ApnsClient client, ApnsAddress address, Message message, int most) {
		Mono<Answer> exchange = Mono
			.defer(() -> Mono.fromFuture(client.sendNotification(notification(address, message, most))))
			.map(Apns::answer)
			.timeout(this.timeout)
			.onErrorResume((ex) -> {
				log.debug("No answer from APNs", ex);
				return Mono.just(Answer.none(ex.getClass().getSimpleName()));
			});
		return this.circuits.guard(this.settings.server(), exchange)
			.flatMap((answer) -> (answer.status() == 413 && most > SHORTEST)
					? attempt(client, address, message, most / 2) : Mono.just(outcome(answer)));
	}

	private Delivered outcome(Answer answer) {
		if (answer.isSuccess()) {
			return new Delivered.Sent();
		}
		if (answer.isOutage() || answer.status() == 429) {
			return answer.busy();
		}
		return switch (answer.text()) {
			case "BadDeviceToken", "Unregistered", "ExpiredToken" -> new Delivered.Gone();
			default -> (answer.status() == 401 || answer.status() == 403 || answer.text().contains("Topic"))
					? this.reports.denied(Service.APNS, this.settings.server(), answer,
							"Check the key and the ids of plenum.push.apns, and the server's clock.")
					: this.reports.refused(this.settings.server(), answer);
		};
	}

	private SimpleApnsPushNotification notification(ApnsAddress address, Message message, int most) {
		return new SimpleApnsPushNotification(address.token(), this.settings.bundleId(),
				new String(Fitting.encode(message, most, Apns::payload), StandardCharsets.UTF_8), useful(message),
				DeliveryPriority.getFromCode(AppleAlert.priority(message)), PushType.ALERT, Tag.of(message));
	}

	/** APNs takes a time in the past for a message that is not stored. */
	private Instant useful(Message message) {
		return message.usefulUntil().isAfter(this.clock.instant()) ? message.usefulUntil() : Instant.EPOCH;
	}

	private static byte[] payload(Message message) {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("aps", AppleAlert.aps(message));
		payload.put("lang", message.lang());
		payload.putAll(Details.of(message));
		return JSON.writeValueAsBytes(payload);
	}

	private static Answer answer(PushNotificationResponse<?> response) {
		return new Answer(response.getStatusCode(), null, response.getRejectionReason().orElse(""));
	}

	private static ApnsClient client(PushSettings.Apns settings, Path key, UnaryOperator<ApnsClientBuilder> security) {
		String[] server = settings.server().split(":", 2);
		try {
			return security
				.apply(new ApnsClientBuilder()
					.setApnsServer(server[0], (server.length == 2) ? Integer.parseInt(server[1]) : HTTPS)
					.setSigningKey(signingKey(settings, key))
					.setConnectionTimeout(CONNECT)
					.setGracefulShutdownTimeout(CONNECT))
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ApnsSigningKey signingKey(PushSettings.Apns settings, Path key) {
		try {
			return ApnsSigningKey.loadFromPkcs8File(key.toFile(), settings.teamId(), settings.keyId());
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("plenum.push.apns.key-file", key,
					"expected a readable file with a .p8 key of Apple");
		}
	}

}
