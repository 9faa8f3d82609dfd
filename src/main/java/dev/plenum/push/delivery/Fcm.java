package dev.plenum.push.delivery;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.push.content.Message;
import dev.plenum.push.content.Urgency;
import dev.plenum.push.delivery.AccessTokens.AccessToken;
import dev.plenum.push.delivery.PushClient.Content;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Sends messages by the HTTP v1 interface of Firebase Cloud Messaging, if a service
 * account is configured. Android apps receive data and display it themselves, because
 * only they can display it silently; iPhones display an alert.
 */
@Component
final class Fcm {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** In bytes; FCM accepts 4,096 with the token's envelope. */
	private static final int LONGEST = 4000;

	private static final int SHORTEST = LONGEST / 8;

	private static final Duration LONGEST_TTL = Duration.ofDays(28);

	private static final String ADVICE = "Check the key of plenum.push.fcm.service-account, its role in the project, "
			+ "and the server's clock.";

	private final String server;

	private final @Nullable AccessTokens tokens;

	private final PushClient client;

	private final Reports reports;

	private final InstantSource clock;

	Fcm(PushSettings settings, PushClient client, Reports reports, InstantSource clock) {
		this.server = settings.fcm().server();
		this.tokens = (settings.fcm().serviceAccount() != null)
				? new AccessTokens(ServiceAccount.read(settings.fcm().serviceAccount()), client, clock) : null;
		this.client = client;
		this.reports = reports;
		this.clock = clock;
	}

	/**
	 * Whether a service account is configured.
	 */
	boolean isActive() {
		return this.tokens != null;
	}

	/**
	 * Sends a message.
	 * @param address the app on the device
	 * @param message the message
	 * @return what became of it
	 */
	Mono<Delivered> send(FcmAddress address, Message message) {
		AccessTokens tokens = this.tokens;
		if (tokens == null) {
			return Mono.just(new Delivered.Refused());
		}
		URI url = URI.create("%s/v1/projects/%s/messages:send".formatted(this.server, tokens.account().project()));
		return attempt(tokens, url, address, message, LONGEST, true);
	}

	private Mono<Delivered> attempt(AccessTokens tokens, URI url, FcmAddress address, Message message, int most,
			boolean mayRenew) {
		return tokens.get().flatMap((token) -> {
			if (token.text().isEmpty()) {
				return Mono.just(token.answer().isOutage() ? token.answer().busy()
						: this.reports.denied(Service.FCM, "accounts of Google", token.answer(), ADVICE));
			}
			return this.client.post(url, true, Mono.fromSupplier(() -> content(token, address, message, most)))
				.flatMap((answer) -> {
					Failure failure = Failure.of(answer);
					if (answer.status() == 401 && mayRenew) {
						tokens.reject(token);
						return attempt(tokens, url, address, message, most, false);
					}
					if (failure.isTooLong() && most > SHORTEST) {
						return attempt(tokens, url, address, message, most / 2, mayRenew);
					}
					return Mono.just(outcome(answer, failure));
				});
		});
	}

	private Delivered outcome(Answer answer, Failure failure) {
		if (answer.isSuccess()) {
			return new Delivered.Sent();
		}
		if (answer.isOutage() || answer.status() == 429) {
			return answer.busy();
		}
		if (failure.isGone()) {
			return new Delivered.Gone();
		}
		Answer reason = new Answer(answer.status(), null, failure.code() + ' ' + failure.message());
		return (answer.status() == 401 || answer.status() == 403)
				? this.reports.denied(Service.FCM, this.server, reason, ADVICE)
				: this.reports.refused(this.server, reason);
	}

	private Content content(AccessToken token, FcmAddress address, Message message, int most) {
		return new Content(
				Map.of("Content-Type", "application/json; charset=UTF-8", "Authorization", "Bearer " + token.text()),
				Fitting.encode(message, most, (fitting) -> body(address, fitting)));
	}

	private byte[] body(FcmAddress address, Message message) {
		return JSON.writeValueAsBytes(Map.of("message",
				Map.of("token", address.token(), "data", data(message), "android", android(message), "apns",
						Map.of("headers", appleHeaders(message), "payload", Map.of("aps", AppleAlert.aps(message))))));
	}

	/** FCM accepts texts only. */
	private static Map<String, String> data(Message message) {
		Map<String, String> data = new LinkedHashMap<>();
		data.put("title", message.title());
		data.put("body", message.body());
		data.put("lang", message.lang());
		data.put("tag", Tag.of(message));
		data.put("onlyAlertOnce", String.valueOf(message.repeated()));
		Details.of(message)
			.forEach((name, value) -> data.put(name,
					(value instanceof Map) ? JSON.writeValueAsString(value) : value.toString()));
		return data;
	}

	private Map<String, Object> android(Message message) {
		Map<String, Object> android = new LinkedHashMap<>();
		android.put("priority", (message.urgency().compareTo(Urgency.NORMAL) >= 0) ? "HIGH" : "NORMAL");
		android.put("ttl", ttl(message) + "s");
		if ("DIGEST".equals(message.data().get("type"))) {
			android.put("collapse_key", "digest");
		}
		return android;
	}

	private Map<String, String> appleHeaders(Message message) {
		return Map.of("apns-push-type", "alert", "apns-priority", String.valueOf(AppleAlert.priority(message)),
				"apns-collapse-id", Tag.of(message), "apns-expiration",
				String.valueOf((ttl(message) > 0) ? message.usefulUntil().getEpochSecond() : 0));
	}

	private long ttl(Message message) {
		long seconds = Duration.between(this.clock.instant(), message.usefulUntil()).toSeconds();
		return Math.clamp(seconds, 0, LONGEST_TTL.toSeconds());
	}

	/**
	 * Why FCM rejects a message.
	 *
	 * @param code the code of FCM, such as {@code UNREGISTERED}; empty if there is none
	 * @param message the description
	 */
	private record Failure(String code, String message) {

		static Failure of(Answer answer) {
			try {
				JsonNode error = JSON.readTree(answer.text()).path("error");
				String code = error.path("details")
					.valueStream()
					.map((detail) -> detail.path("errorCode").asString(""))
					.filter((name) -> !name.isEmpty())
					.findFirst()
					.orElse(error.path("status").asString(""));
				return new Failure(code, error.path("message").asString(""));
			}
			catch (JacksonException ex) {
				return new Failure("", "");
			}
		}

		boolean isGone() {
			return this.code.equals("UNREGISTERED")
					|| this.code.equals("INVALID_ARGUMENT") && this.message.contains("registration token");
		}

		boolean isTooLong() {
			return this.code.equals("INVALID_ARGUMENT") && this.message.contains("too big");
		}

	}

}
