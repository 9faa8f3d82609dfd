package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonValue;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/**
 * Flattens a document to its leaves: the values that are not documents, by their paths.
 * An empty list is not a leaf.
 */
final class Leaves {

	/** The fingerprint of a missing value. */
	static final String ABSENT = "-";

	private static final Set<String> IGNORED = Set.of("_id", "eventId", "version", "updatedAt");

	private static final int FINGERPRINT_BYTES = 9;

	/** Reused, since an import calculates thirty thousand fingerprints. */
	private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Leaves::sha256);

	private Leaves() {
	}

	static <T> BsonDocument document(T record, Codec<T> codec) {
		BsonDocument document = new BsonDocument();
		codec.encode(new BsonDocumentWriter(document), record, EncoderContext.builder().build());
		return document;
	}

	static <T> T record(BsonDocument document, Codec<T> codec) {
		return codec.decode(new BsonDocumentReader(document), DecoderContext.builder().build());
	}

	/**
	 * Returns the leaves of a document.
	 * @param document the document; null results in no leaves
	 * @return the values by path: names separated by dots
	 */
	static Map<String, BsonValue> of(@Nullable BsonDocument document) {
		Map<String, BsonValue> leaves = new LinkedHashMap<>();
		if (document != null) {
			collect("", document, leaves);
		}
		return leaves;
	}

	/**
	 * Returns a short hash of a value. Equal values have equal fingerprints.
	 * @param value the value; null for a missing one
	 * @return 12 characters, or {@link #ABSENT} for a missing value
	 */
	static String fingerprint(@Nullable BsonValue value) {
		if (value == null) {
			return ABSENT;
		}
		StringBuilder text = new StringBuilder();
		append(value, text);
		byte[] digest = DIGEST.get().digest(text.toString().getBytes(StandardCharsets.UTF_8));
		return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, FINGERPRINT_BYTES));
	}

	/** Writes a value so that different values result in different texts. */
	private static void append(BsonValue value, StringBuilder text) {
		switch (value.getBsonType()) {
			case STRING -> append(value.asString().getValue(), text);
			case ARRAY -> {
				text.append('[');
				value.asArray().forEach((item) -> append(item, text));
				text.append(']');
			}
			case DOCUMENT -> {
				text.append('{');
				value.asDocument().forEach((name, part) -> {
					append(name, text);
					append(part, text);
				});
				text.append('}');
			}
			default -> text.append(value).append(';');
		}
	}

	private static void append(String value, StringBuilder text) {
		text.append(value.length()).append(':').append(value);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void collect(String prefix, BsonDocument document, Map<String, BsonValue> leaves) {
		document.forEach((name, value) -> {
			if (value.isDocument()) {
				collect(prefix + name + '.', value.asDocument(), leaves);
			}
			else if (!value.isNull() && !(value.isArray() && value.asArray().isEmpty())
					&& !(prefix.isEmpty() && IGNORED.contains(name))) {
				leaves.put(prefix + name, value);
			}
		});
	}

}
