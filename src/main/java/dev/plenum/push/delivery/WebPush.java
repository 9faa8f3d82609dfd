package dev.plenum.push.delivery;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import dev.plenum.push.content.Message;
import dev.plenum.push.delivery.PushClient.Content;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends messages to browsers (RFC 8030), encrypted for the subscription (RFC 8291) and
 * signed with the key of this server (RFC 8292). One thread encrypts, so that encryption
 * never takes more than one processor.
 */
@Component
final class WebPush implements DisposableBean {

	/** What every push service accepts, in bytes, minus the header and the tag. */
	private static final int LONGEST = 4096 - 86 - 17;

	private static final int SHORTEST = LONGEST / 8;

	private static final int MOST_WAITING = 10_000;

	/** Four weeks: the longest time for which push services store messages. */
	private static final Duration LONGEST_TTL = Duration.ofDays(28);

	private final Scheduler encryption = Schedulers.newBoundedElastic(1, MOST_WAITING, "push-encryption", 60, true);

	private final PushClient client;

	private final PushServices services;

	private final VapidTokens tokens;

	private final DeclarativeMessage format;

	private final Reports reports;

	private final InstantSource clock;

	WebPush(PushClient client, PushServices services, VapidTokens tokens, DeclarativeMessage format, Reports reports,
			InstantSource clock) {
		this.client = client;
		this.services = services;
		this.tokens = tokens;
		this.format = format;
		this.reports = reports;
		this.clock = clock;
	}

	/**
	 * Sends a message.
	 * @param subscription the subscription of the browser
	 * @param message the message
	 * @return what became of it
	 */
	Mono<Delivered> send(WebPushAddress subscription, Message message) {
		return attempt(subscription, URI.create(subscription.endpoint()), message, LONGEST).onErrorResume(
				RejectedExecutionException.class, (ex) -> Mono.just(Answer.none("too many messages").busy()));
	}

	private Mono<Delivered> attempt(WebPushAddress subscription, URI endpoint, Message message, int most) {
		Mono<Content> content = Mono.fromCallable(() -> content(subscription, endpoint, message, most))
			.subscribeOn(this.encryption);
		return this.client.post(endpoint, this.services.isTrusted(endpoint), content)
			.flatMap((answer) -> (answer.status() == 413 && most > SHORTEST)
					? attempt(subscription, endpoint, message, most / 2)
					: Mono.just(outcome(PushServices.origin(endpoint), answer)));
	}

	private Delivered outcome(String service, Answer answer) {
		if (answer.isSuccess()) {
			return new Delivered.Sent();
		}
		if (answer.isOutage()) {
			return answer.busy();
		}
		return switch (answer.status()) {
			case 404, 410 -> new Delivered.Gone();
			case 429 -> answer.busy();
			case 401, 403 -> this.reports.denied(Service.WEB, service, answer,
					"Check plenum.push.contact, the server's clock, and that the collection pushKeys was not replaced.");
			default -> this.reports.refused(service, answer);
		};
	}

	private Content content(WebPushAddress subscription, URI endpoint, Message message, int most) {
		byte[] plain = Fitting.encode(message, most, this.format::encode);
		EncryptedPushMessage encrypted = MessageEncryptions.of()
			.encrypt(UserAgentMessageEncryptionKeyInfo.of(subscription.p256dh(), subscription.auth()),
					PushMessage.of(plain));
		return new Content(
				Map.of("Content-Type", encrypted.mediaType(), "Content-Encoding", encrypted.contentEncoding(), "TTL",
						String.valueOf(ttl(message)), "Urgency", urgency(message), "Topic", Tag.of(message),
						"Authorization", this.tokens.authorization(PushServices.origin(endpoint))),
				encrypted.toBytes());
	}

	private long ttl(Message message) {
		long seconds = Duration.between(this.clock.instant(), message.usefulUntil()).toSeconds();
		return Math.clamp(seconds, 0, LONGEST_TTL.toSeconds());
	}

	private static String urgency(Message message) {
		return message.urgency().name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public void destroy() {
		this.encryption.dispose();
	}

}
