package dev.plenum.lead;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The signature of contact codes.
 */
class ContactCodeTests {

	private static final String SECRET = "a secret of at least thirty-two bytes";

	private static final String OTHER_SECRET = "another one of at least thirty-two bytes";

	private static final Instant NOW = Instant.parse("2027-05-10T09:00:00.123Z");

	private static final ContactCode CODE = new ContactCode("crd_event_handle", NOW, NOW.plusSeconds(300));

	@Test
	void aSignedCodeIsRead() {
		ContactCode.Claim claim = ContactCode.read(' ' + CODE.signed(SECRET) + '\n').orElseThrow();
		assertThat(claim.code()).isEqualTo(CODE);
		assertThat(claim.isSignedWith(SECRET)).isTrue();
		assertThat(claim.isSignedWith(OTHER_SECRET)).isFalse();
	}

	@Test
	void changedContentInvalidatesTheSignature() {
		List<String> parts = List.of(CODE.signed(SECRET).split("\\."));
		String later = new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8).replace(
				String.valueOf(CODE.expiresAt().toEpochMilli()),
				String.valueOf(CODE.expiresAt().plusSeconds(1).toEpochMilli()));
		String forged = String.join(".", parts.get(0), base64(later), parts.get(2));
		ContactCode.Claim claim = ContactCode.read(forged).orElseThrow();
		assertThat(claim.code().expiresAt()).isEqualTo(CODE.expiresAt().plusSeconds(1));
		assertThat(claim.isSignedWith(SECRET)).isFalse();
	}

	@Test
	void anotherSignatureAlgorithmIsRejected() throws Exception {
		JWSObject stronger = new JWSObject(new JWSHeader(JWSAlgorithm.HS512),
				JWSObject.parse(CODE.signed(SECRET)).getPayload());
		stronger.sign(new MACSigner(SECRET + SECRET));
		assertThat(ContactCode.read(stronger.serialize()).orElseThrow().isSignedWith(SECRET)).isFalse();
		String unsigned = base64("{\"alg\":\"none\"}") + '.' + CODE.signed(SECRET).split("\\.")[1] + '.';
		assertThat(ContactCode.read(unsigned)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9.e30.x" })
	void invalidCodesAreNotRead(String text) {
		assertThat(ContactCode.read(text)).isEmpty();
	}

	@Test
	void aCodeWithoutAClaimOrThatIsTooLongIsNotRead() throws Exception {
		for (String payload : List.of("[]", "1", "{\"card\": 1, \"iat\": 1, \"exp\": 1}",
				"{\"card\": \"crd_a_b\", \"iat\": \"1\", \"exp\": 1}", "{\"card\": \"no id\", \"iat\": 1, \"exp\": 1}",
				"{\"card\": \"crd_a_%s\", \"iat\": 1, \"exp\": 1}".formatted("x".repeat(500)))) {
			JWSObject jws = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(payload));
			jws.sign(new MACSigner(SECRET));
			assertThat(ContactCode.read(jws.serialize())).as(payload).isEmpty();
		}
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
