package dev.plenum.push.delivery;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.traffic.ServerAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which addresses of devices are accepted.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class AddressesTests {

	/** From RFC 8291, appendix A. */
	private static final String KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

	private static final String SECRET = "BTBZMqHH6r4Tts7J_aSIgg";

	private static Senders senders;

	@BeforeAll
	static void open() {
		senders = new Senders();
	}

	@AfterAll
	static void close() {
		senders.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://fcm.googleapis.com/fcm/send/abc:def", "https://FCM.googleapis.com/wp/abc",
			"https://updates.push.services.mozilla.com/wpush/v2/abc", "https://web.push.apple.com/QAbc",
			"https://wns2-par02p.notify.windows.com/w/?token=abc%3d", "https://push.example.org/abc",
			"https://eu.push.example.net/abc", "http://127.0.0.1:8090/abc" })
	void knownPushServicesAreAccepted(String endpoint) {
		assertThatCode(() -> require(endpoint, KEY, SECRET)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.org/abc", "http://fcm.googleapis.com/fcm/send/abc",
			"https://fcm.googleapis.com:8443/abc", "https://user:password@fcm.googleapis.com/abc",
			"https://fcm.googleapis.com.evil.example.org/abc", "https://evilpush.apple.com/abc",
			"https://push.apple.com/abc", "https://127.0.0.1/abc", "https://[::1]/abc", "http://127.0.0.1:8091/abc",
			"https://127.0.0.1:8090/abc", "https://push.example.net/abc", "//fcm.googleapis.com/abc",
			"fcm.googleapis.com/abc", "https:fcm.googleapis.com", "https://fcm.googleapis.com/a b", "",
			"https://fcm.googleapis.com/abc#fragment", "file:///etc/passwd" })
	void allOtherEndpointsAreRejected(String endpoint) {
		assertRejected(endpoint, KEY, SECRET, "endpoint");
	}

	@Test
	void anEndpointThatIsTooLongIsRejected() {
		assertRejected("https://fcm.googleapis.com/" + "a".repeat(2000), KEY, SECRET, "endpoint");
	}

	@Test
	void theKeyMustBeAPointOfTheCurve() {
		byte[] bytes = Base64.getUrlDecoder().decode(KEY);
		bytes[64]++;
		List<String> invalid = List.of("", "abc", "not base64!", KEY.substring(0, 80),
				Base64.getUrlEncoder().encodeToString(bytes), Base64.getUrlEncoder().encodeToString(new byte[65]));
		assertThat(invalid)
			.allSatisfy((key) -> assertRejected("https://fcm.googleapis.com/abc", key, SECRET, "p256dh"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "BTBZMqHH6r4Tts7J_aSI", "BTBZMqHH6r4Tts7J_aSIgggg", "#" })
	void theSecretMustHave16Bytes(String secret) {
		assertRejected("https://fcm.googleapis.com/abc", KEY, secret, "auth");
	}

	@ParameterizedTest(name = "contact {0}")
	@ValueSource(strings = { "", "mailto:ops@localhost", "mailto:ops@plenum.local", "https://localhost:8080",
			"https://10.0.0.5/", "https://plenum" })
	void withoutAPublicContactApplesEndpointsAreRejectedWithAnExplanation(String contact) {
		assertThatExceptionOfType(Problem.class)
			.isThrownBy(() -> addresses(contact)
				.require(new WebPushAddress("https://web.push.apple.com/QAbc", KEY, SECRET), "input", "webPush"))
			.withMessageContaining("Apple")
			.withMessageContaining("plenum.push.contact");
		assertThatCode(() -> addresses(contact)
			.require(new WebPushAddress("https://fcm.googleapis.com/abc", KEY, SECRET), "input", "webPush"))
			.doesNotThrowAnyException();
	}

	@Test
	void appsAreRejectedWithAnExplanationWhileTheirServiceIsNotConfigured() {
		Addresses addresses = addresses("mailto:ops@example.org");
		assertThatExceptionOfType(Problem.class)
			.isThrownBy(() -> addresses.require(new ApnsAddress("a1".repeat(32)), "input", "apnsToken"))
			.withMessageContaining("plenum.push.apns.key-file")
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("input", "apnsToken"));
		assertThatExceptionOfType(Problem.class)
			.isThrownBy(() -> addresses.require(new FcmAddress("abc:def"), "input", "fcmToken"))
			.withMessageContaining("plenum.push.fcm.service-account")
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("input", "fcmToken"));
	}

	@Test
	void theAddressOfTheServerIsAContactToo() {
		PushSettings settings = Senders.settings("");
		Contact contact = new Contact(settings, new ServerAddress("https://plenum.example.org/"));
		assertThat(contact.isPublic()).isTrue();
		assertThat(contact.value()).contains("https://plenum.example.org");
		assertThat(new Contact(settings, new ServerAddress("http://plenum.example.org")).value()).isEmpty();
	}

	@Test
	void theStartUpLogSaysThatAppleNeedsAContact(CapturedOutput output) {
		((Logger) LoggerFactory.getLogger(Contact.class)).setLevel(Level.INFO);
		new Contact(Senders.settings("mailto:ops@example.org"), new ServerAddress("")).logMissing();
		assertThat(output).isEmpty();
		new Contact(Senders.settings(""), new ServerAddress("http://localhost:8080")).logMissing();
		assertThat(output.toString().lines()).singleElement().asString().contains("Apple", "plenum.push.contact");
	}

	@ParameterizedTest(name = "plenum.push.{0}")
	@CsvSource({ "contact, ops@example.org", "contact, http://example.org", "app-address, app.example.org",
			"services, push example", "services, https://push.example.org/path" })
	void aSettingThatCannotBeUsedEndsTheStart(String name, String value) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new PushSettings(name.equals("contact") ? value : "",
					name.equals("app-address") ? value : "", name.equals("services") ? List.of(value) : List.of(),
					Duration.ofSeconds(1), new PushSettings.Apns(null, "", "", "", ""), new PushSettings.Fcm(null, "")))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("plenum.push." + name));
	}

	private static void require(String endpoint, String key, String secret) {
		addresses("mailto:ops@example.org").require(new WebPushAddress(endpoint, key, secret), "input", "webPush");
	}

	private static void assertRejected(String endpoint, String key, String secret, String field) {
		assertThatExceptionOfType(Problem.class).as(endpoint + ' ' + key + ' ' + secret)
			.isThrownBy(() -> require(endpoint, key, secret))
			.satisfies((problem) -> {
				assertThat(problem.code()).isEqualTo(ErrorCode.BAD_INPUT);
				assertThat(problem.path()).containsExactly("input", "webPush", field);
			});
	}

	private static Addresses addresses(String contact) {
		PushSettings settings = Senders.settings(contact, "push.example.org", "*.push.example.net",
				"http://127.0.0.1:8090");
		return senders.addresses(settings, "");
	}

}
