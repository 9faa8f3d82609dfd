package dev.plenum.platform.security;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.crypto.impl.CriticalHeaderParamsDeferral;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.util.Base64URL;

/**
 * Verifies the signatures of tokens. Nimbus verifies RSA and ECDSA. The JDK verifies
 * EdDSA, for which Nimbus would need another library.
 */
final class Signatures extends DefaultJWSVerifierFactory implements JWSKeySelector<JWKSecurityContext> {

	/**
	 * Public-key signatures only. No algorithm with a shared secret may ever be added.
	 */
	static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
			JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384,
			JWSAlgorithm.ES512, JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519, JWSAlgorithm.Ed448);

	/** The bytes before a public key in its X.509 encoding (RFC 8410), in hexadecimal. */
	private static final Map<Curve, String> PREFIXES = Map.of(Curve.Ed25519, "302a300506032b6570032100", Curve.Ed448,
			"3043300506032b6571033a00");

	private final JWSKeySelector<JWKSecurityContext> others = new JWSVerificationKeySelector<>(ALGORITHMS,
			new JWKSecurityContextJWKSet());

	@Override
	public List<? extends Key> selectJWSKeys(JWSHeader header, JWKSecurityContext context) throws KeySourceException {
		if (!JWSAlgorithm.Family.ED.contains(header.getAlgorithm())) {
			return this.others.selectJWSKeys(header, context);
		}
		return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(new JWKSet(context.getKeys()))
			.stream()
			.flatMap((key) -> (key instanceof OctetKeyPair pair) ? publicKey(pair) : Stream.empty())
			.toList();
	}

	@Override
	public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
		return (key instanceof EdECPublicKey edwards) ? new EdwardsVerifier(edwards)
				: super.createJWSVerifier(header, key);
	}

	/** Converts a key for the JDK. Empty if its bytes are not a key of its curve. */
	private static Stream<PublicKey> publicKey(OctetKeyPair key) {
		String prefix = PREFIXES.get(key.getCurve());
		if (prefix == null) {
			return Stream.empty();
		}
		byte[] encoded = HexFormat.of().parseHex(prefix + HexFormat.of().formatHex(key.getDecodedX()));
		try {
			return Stream.of(KeyFactory.getInstance("EdDSA").generatePublic(new X509EncodedKeySpec(encoded)));
		}
		catch (GeneralSecurityException ex) {
			return Stream.empty();
		}
	}

	private static final class EdwardsVerifier extends BaseJWSProvider implements JWSVerifier {

		private final CriticalHeaderParamsDeferral critical = new CriticalHeaderParamsDeferral();

		private final EdECPublicKey key;

		EdwardsVerifier(EdECPublicKey key) {
			super(JWSAlgorithm.Family.ED);
			this.key = key;
		}

		@Override
		public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) {
			try {
				Signature check = Signature.getInstance("EdDSA");
				check.initVerify(this.key);
				check.update(signed);
				return this.critical.headerPasses(header) && check.verify(signature.decode());
			}
			catch (GeneralSecurityException ex) {
				return false;
			}
		}

	}

}
