package dev.plenum.push.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.platform.outbound.OutboundConfiguration;
import dev.plenum.push.FakePushService.Subscription;
import dev.plenum.push.content.Message;
import dev.plenum.push.content.Urgency;
import dev.plenum.platform.traffic.ServerAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.netty.http.client.HttpClient;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The parts that send messages, without the rest of a server, over a database in memory.
 */
final class Senders implements AutoCloseable {

	static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

	static final Duration PATIENCE = Duration.ofSeconds(30);

	final MeterRegistry meters = new SimpleMeterRegistry();

	final PushKey key;

	private final EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();

	private final MongoClient client = MongoClients
		.create(MongoClientSettings.builder().applyConnectionString(new ConnectionString(this.embedded.uri())).build());

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			OutboundConfiguration.class);

	private Instant now = NOW;

	Senders() {
		this.key = new PushKey(new PushKeys(database()));
		this.key.load().block(PATIENCE);
	}

	MongoDatabase database() {
		return this.client.getDatabase("push");
	}

	InstantSource clock() {
		return () -> this.now;
	}

	void reset() {
		this.now = NOW;
	}

	void wait(Duration time) {
		this.now = this.now.plus(time);
	}

	Web web(PushSettings settings) {
		return web(settings, HttpClient::secure);
	}

	Web web(PushSettings settings, UnaryOperator<HttpClient> security) {
		ServerAddress server = new ServerAddress("https://plenum.example.org/");
		PushClient http = new PushClient(settings, new Circuits(clock()), outbound(), clock(), security);
		WebPush push = new WebPush(http, new PushServices(settings),
				new VapidTokens(this.key, new Contact(settings, server), clock()),
				new DeclarativeMessage(settings, server), new Reports(this.meters), clock());
		return new Web(http, push);
	}

	Apps apps(PushSettings settings) {
		return apps(settings, UnaryOperator.identity());
	}

	Apps apps(PushSettings settings, UnaryOperator<ApnsClientBuilder> security) {
		Circuits circuits = new Circuits(clock());
		Reports reports = new Reports(this.meters);
		PushClient http = new PushClient(settings, circuits, outbound(), clock());
		return new Apps(http, new Apns(settings, circuits, reports, clock(), security),
				new Fcm(settings, http, reports, clock()));
	}

	Addresses addresses(PushSettings settings, String serverAddress) {
		Circuits circuits = new Circuits(clock());
		Reports reports = new Reports(this.meters);
		return new Addresses(new PushServices(settings), new Contact(settings, new ServerAddress(serverAddress)),
				new Apns(settings, circuits, reports, clock()),
				new Fcm(settings, new PushClient(settings, circuits, outbound(), clock()), reports, clock()));
	}

	private Outbound outbound() {
		return this.context.getBean(Outbound.class);
	}

	@Override
	public void close() {
		this.context.close();
		this.client.close();
		this.embedded.close();
	}

	static PushSettings settings(String contact, String... services) {
		return new PushSettings(contact, "", List.of(services), Duration.ofSeconds(2),
				new PushSettings.Apns(null, "", "", "", "api.push.apple.com"),
				new PushSettings.Fcm(null, "https://fcm.googleapis.com"));
	}

	static PushSettings settings(PushSettings.Apns apns, PushSettings.Fcm fcm) {
		return new PushSettings("mailto:ops@example.org", "", List.of(), Duration.ofSeconds(5), apns, fcm);
	}

	static WebPushAddress address(Subscription subscription) {
		return new WebPushAddress(subscription.endpoint(), subscription.p256dh(), subscription.auth());
	}

	static Message message(String identity, long number, String body) {
		return new Message(identity, number, false, "Ändrad tid", body, "/sessions/ses_1", "sv",
				Map.of("type", "SESSION_MOVED"), List.of(), Urgency.HIGH, NOW.plusSeconds(5400));
	}

	/**
	 * What sends to browsers.
	 */
	record Web(PushClient http, WebPush push) implements AutoCloseable {

		Delivered send(Subscription subscription, Message message) {
			return this.push.send(address(subscription), message).blockOptional(PATIENCE).orElseThrow();
		}

		@Override
		public void close() {
			this.push.destroy();
			this.http.destroy();
		}

	}

	/**
	 * What sends to apps.
	 */
	record Apps(PushClient http, Apns apns, Fcm fcm) implements AutoCloseable {

		@Override
		public void close() {
			this.apns.destroy();
			this.http.destroy();
		}

	}

}
