package dev.plenum.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signatures according to Standard Webhooks.
 */
class SignatureTests {

	@Test
	void theExampleOfTheSpecificationHasItsSignature() {
		assertThat(Signature.of(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek",
				Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
			.isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
	}

	@Test
	void aNewSecretHas32RandomBytes() {
		String secret = Signature.newSecret();
		assertThat(secret).startsWith("whsec_").isNotEqualTo(Signature.newSecret());
		assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length()))).hasSize(32);
	}

}
