package dev.plenum.platform.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.DuplicateKey;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.stereotype.Component;

/**
 * The key from which secret values are derived. All servers of one database use the same
 * key: the first server creates it, every server reads it before it answers requests, and
 * it stays in memory. Its document belongs to no event.
 */
@Component
public final class DerivationKey {

	static final String COLLECTION = "keys";

	private static final String ID = "derivation";

	private static final String FIRST_KEY_ID = "1";

	private static final int SECRET_BYTES = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private static final int MOST_RACES = 5;

	private final MongoCollection<KeyDocument> collection;

	private volatile @Nullable KeyDocument key;

	DerivationKey(MongoDatabase database) {
		this.collection = database.getCollection(COLLECTION, KeyDocument.class);
	}

	/**
	 * Reads the key, and creates it where there is none. Of several servers that do this
	 * at once, one creates the key and all read the same.
	 * @return completes when the key is in memory
	 */
	Mono<Void> load() {
		return Mono
			.defer(() -> Mono.from(this.collection.findOneAndUpdate(Filters.eq(ID),
					Updates.combine(Updates.setOnInsert("keyId", FIRST_KEY_ID),
							Updates.setOnInsert("secret", random())),
					new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))))
			.retryWhen(Retry.max(MOST_RACES).filter(DuplicateKey::isIn))
			.doOnNext((stored) -> this.key = stored)
			.then();
	}

	/**
	 * Names the key, so that values derived from it can be told from those of a later
	 * key.
	 * @return the name
	 */
	public String id() {
		return loaded().keyId();
	}

	/**
	 * Derives a value with HMAC-SHA256. Without the key nobody can tell it from random
	 * bytes, nor conclude from one value to another.
	 * @param purpose what the value is for; values for different purposes are unrelated
	 * @param parts what the value depends on, in order
	 * @return 32 bytes, always the same for the same arguments
	 */
	public byte[] derive(String purpose, String... parts) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(loaded().secret().getData(), ALGORITHM));
			update(mac, purpose);
			for (String part : parts) {
				update(mac, part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Derives a secret text.
	 * @param bytes the number of bytes that it contains, at most 32
	 * @param purpose what the text is for, as in {@link #derive}
	 * @param parts what the text depends on, in order
	 * @return the first bytes of the derived value in Base64 for URLs, without padding
	 */
	public String text(int bytes, String purpose, String... parts) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(derive(purpose, parts), bytes));
	}

	/**
	 * Compares two secrets in a time that does not depend on where they differ.
	 * @param given what somebody sent
	 * @param secret what it must be
	 * @return whether they are equal
	 */
	public static boolean same(String given, String secret) {
		return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
	}

	/** The length before each part keeps ("ab", "c") and ("a", "bc") apart. */
	private static void update(Mac mac, String part) {
		byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
		mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
		mac.update(bytes);
	}

	private KeyDocument loaded() {
		KeyDocument loaded = this.key;
		if (loaded == null) {
			throw new IllegalStateException("the derivation key has not been read yet");
		}
		return loaded;
	}

	private static Binary random() {
		byte[] bytes = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(bytes);
		return new Binary(bytes);
	}

}
