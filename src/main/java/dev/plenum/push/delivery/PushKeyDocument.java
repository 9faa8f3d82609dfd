package dev.plenum.push.delivery;

import java.nio.ByteBuffer;
import java.util.Arrays;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;

/**
 * A key pair of the curve P-256 as it is stored.
 *
 * @param id what the key pair is for
 * @param publicKey the public key, an uncompressed point: 65 bytes
 * @param privateKey the private key, a number: 32 bytes
 */
public record PushKeyDocument(@BsonId String id, Binary publicKey, Binary privateKey) {

	private static final byte UNCOMPRESSED = 4;

	private static final int COORDINATE = 32;

	static PushKeyDocument generated(String id) {
		try {
			ECKey pair = new ECKeyGenerator(Curve.P_256).generate();
			return new PushKeyDocument(id, new Binary(point(pair)), new Binary(pair.getD().decode()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	ECKey pair() {
		byte[] point = this.publicKey.getData();
		return new ECKey.Builder(Curve.P_256, Base64URL.encode(Arrays.copyOfRange(point, 1, 1 + COORDINATE)),
				Base64URL.encode(Arrays.copyOfRange(point, 1 + COORDINATE, point.length)))
			.d(Base64URL.encode(this.privateKey.getData()))
			.build();
	}

	/**
	 * The public key of a key pair.
	 * @param pair a key pair of the curve P-256
	 * @return the uncompressed point
	 */
	static byte[] point(ECKey pair) {
		return ByteBuffer.allocate(1 + 2 * COORDINATE)
			.put(UNCOMPRESSED)
			.put(pair.getX().decode())
			.put(pair.getY().decode())
			.array();
	}

}
