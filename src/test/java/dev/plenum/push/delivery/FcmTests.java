package dev.plenum.push.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.plenum.push.content.Message;
import dev.plenum.push.content.Urgency;
import dev.plenum.push.delivery.FakeFcm.Reply;
import dev.plenum.push.delivery.Senders.Apps;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages by Firebase Cloud Messaging.
 */
@ExtendWith(OutputCaptureExtension.class)
class FcmTests {

	private static final FcmAddress PHONE = new FcmAddress("phone:token");

	private static Senders senders;

	@TempDir
	private Path directory;

	private FakeFcm google;

	private Apps apps;

	@BeforeAll
	static void open() {
		senders = new Senders();
	}

	@AfterAll
	static void close() {
		senders.close();
	}

	@BeforeEach
	void start() {
		senders.reset();
		this.google = new FakeFcm();
		this.apps = senders.apps(settings(this.google.serviceAccount(this.directory)));
	}

	@AfterEach
	void stop() {
		this.apps.close();
		this.google.close();
	}

	@Test
	void androidAppsReceiveDataAndIphonesAnAlert() {
		Message message = Senders.message("ses_1", 3, "Flyttad till 10.15 i sal B");
		assertThat(send(message)).isEqualTo(new Delivered.Sent());
		assertThat(this.google.received.element()).isEqualTo(JsonMapper.shared()
			.readTree("""
					{"message": {"token": "phone:token",
					"data": {"title": "Ändrad tid", "body": "Flyttad till 10.15 i sal B", "lang": "sv", "tag": "%1$s",
					"onlyAlertOnce": "false", "identity": "ses_1", "number": "3", "repeated": "false",
					"path": "/sessions/ses_1", "content": "{\\"type\\":\\"SESSION_MOVED\\"}"},
					"android": {"priority": "HIGH", "ttl": "5400s"},
					"apns": {"headers": {"apns-push-type": "alert", "apns-priority": "10", "apns-collapse-id": "%1$s",
					"apns-expiration": "%2$d"},
					"payload": {"aps": {"alert": {"title": "Ändrad tid", "body": "Flyttad till 10.15 i sal B"},
					"interruption-level": "active", "sound": "default"}}}}}""".formatted(Tag.of(message),
					message.usefulUntil().getEpochSecond())));
	}

	@Test
	void aMessageThatIsSentAgainAlertsOnlyIfTheFirstDidNotArrive() {
		send(Senders.message("ses_1", 3, "one").again());
		JsonNode message = this.google.received.element().path("message");
		assertThat(message.at("/data/onlyAlertOnce").asString()).isEqualTo("true");
		assertThat(message.at("/apns/payload/aps").has("sound")).isFalse();
	}

	@Test
	void onlyDigestsReplaceEachOtherBeforeTheyAreDelivered() {
		send(Senders.message("ses_1", 1, "one"));
		send(new Message("evt_1/digest", 1, false, "Tomorrow", "", "/agenda", "en", Map.of("type", "DIGEST"), List.of(),
				Urgency.LOW, Senders.NOW.plusSeconds(60)));
		assertThat(this.google.received).extracting((sent) -> sent.at("/message/android/collapse_key").asString(""))
			.containsExactly("", "digest");
	}

	@Test
	void oneTokenServesAllMessagesUntilShortlyBeforeItsEnd() {
		assertThat(Flux.range(0, 20)
			.flatMap((i) -> this.apps.fcm().send(PHONE, Senders.message("ses_" + i, 1, "one")), 20)
			.collectList()
			.block(Senders.PATIENCE)).hasSize(20).containsOnly(new Delivered.Sent());
		assertThat(this.google.assertions).singleElement().satisfies((claims) -> {
			assertThat(claims.getIssuer()).isEqualTo("push@conference.iam.gserviceaccount.com");
			assertThat(claims.getAudience()).containsExactly(this.google.origin() + "/token");
			assertThat(claims.getStringClaim("scope")).isEqualTo("https://www.googleapis.com/auth/firebase.messaging");
			assertThat(claims.getExpirationTime().toInstant()).isEqualTo(Senders.NOW.plus(Duration.ofHours(1)));
		});
		senders.wait(Duration.ofMinutes(56));
		send(Senders.message("ses_1", 2, "two"));
		assertThat(this.google.assertions).hasSize(2);
	}

	@Test
	void aTokenThatIsRejectedIsRenewedOnce() {
		this.google.behaviour = (authorization, message) -> authorization.equals("Bearer token-1")
				? FakeFcm.error(401, "UNAUTHENTICATED", "expired") : FakeFcm.ACCEPTED;
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Sent());
		this.google.behaviour = (authorization, message) -> FakeFcm.error(401, "UNAUTHENTICATED", "expired");
		assertThat(send(Senders.message("ses_1", 2, "two"))).isEqualTo(new Delivered.Refused());
		assertThat(this.google.received).hasSize(4);
	}

	@Test
	void withoutATokenGoogleIsAskedOnceAMinute(CapturedOutput output) {
		this.google.accounts = () -> new Reply(400, Map.of(), "{\"error\": \"invalid_grant\"}");
		for (int i = 0; i < 5; i++) {
			assertThat(send(Senders.message("ses_1", i, "one"))).isEqualTo(new Delivered.Refused());
		}
		assertThat(this.google.assertions).hasSize(1);
		assertThat(this.google.received).isEmpty();
		assertThat(output.toString().lines().filter((line) -> line.contains("ERROR"))).singleElement()
			.asString()
			.contains("invalid_grant", "plenum.push.fcm.service-account");
		senders.wait(Duration.ofMinutes(1));
		send(Senders.message("ses_1", 9, "one"));
		assertThat(this.google.assertions).hasSize(2);
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@CsvSource({ "404, UNREGISTERED, NotRegistered",
			"400, INVALID_ARGUMENT, The registration token is not a valid FCM registration token" })
	void anAppThatIsUninstalledIsGone(int status, String code, String message) {
		this.google.behaviour = (authorization, sent) -> FakeFcm.error(status, code, message);
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Gone());
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "400, INVALID_ARGUMENT", "403, SENDER_ID_MISMATCH", "404, NOT_FOUND" })
	void anyOtherFaultDoesNotRemoveTheDevice(int status, String code) {
		this.google.behaviour = (authorization, sent) -> FakeFcm.error(status, code, "another fault");
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Refused());
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "429, QUOTA_EXCEEDED", "503, UNAVAILABLE" })
	void aBusyServiceIsAskedAgainWhenItSays(int status, String code) {
		this.google.behaviour = (authorization, sent) -> new Reply(status, Map.of("Retry-After", "20"),
				FakeFcm.error(status, code, "later").body());
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Busy(Duration.ofSeconds(20)));
	}

	@Test
	void aLongTextIsShortenedUntilItFits() {
		this.google.behaviour = (authorization, sent) -> (sent.toString().length() < 1500) ? FakeFcm.ACCEPTED
				: FakeFcm.error(400, "INVALID_ARGUMENT", "Android message is too big");
		assertThat(send(Senders.message("ses_1", 1, "å".repeat(5000)))).isEqualTo(new Delivered.Sent());
		List<JsonNode> received = List.copyOf(this.google.received);
		assertThat(received).hasSizeBetween(2, 3);
		assertThat(received.getLast().at("/message/data/body").asString()).startsWith("ååå").endsWith("…");
	}

	@Test
	void withoutAServiceAccountNothingIsSent() {
		try (Apps inactive = senders.apps(settings(null))) {
			assertThat(inactive.fcm().isActive()).isFalse();
			assertThat(inactive.fcm().send(PHONE, Senders.message("ses_1", 1, "one")).block(Senders.PATIENCE))
				.isEqualTo(new Delivered.Refused());
		}
	}

	@Test
	void aFileThatIsNoKeyIsNamedAtTheStart() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> senders.apps(settings(this.directory.resolve("missing.json"))).close())
			.withMessageContaining("plenum.push.fcm.service-account");
	}

	private Delivered send(Message message) {
		return this.apps.fcm().send(PHONE, message).blockOptional(Senders.PATIENCE).orElseThrow();
	}

	private PushSettings settings(Path account) {
		return Senders.settings(new PushSettings.Apns(null, "", "", "", "api.push.apple.com"),
				new PushSettings.Fcm(account, this.google.origin()));
	}

}
