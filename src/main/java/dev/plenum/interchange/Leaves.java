package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * A document as its single facts: the values that are no documents themselves, by the way
 * to them. An empty list says as little as nothing.
 */
final class Leaves {

	/** The word of what is not there. */
	static final String ABSENT = "-";

	private static final Set<String> NO_FACTS = Set.of("_id", "eventId", "version");

	private static final int WORD_BYTES = 9;

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
	 * The facts of a document.
	 * @param document the document; null for none
	 * @return the values by their ways, names with dots between them
	 */
	static Map<String, BsonValue> of(@Nullable BsonDocument document) {
		Map<String, BsonValue> leaves = new LinkedHashMap<>();
		if (document != null) {
			collect("", document, leaves);
		}
		return leaves;
	}

	/**
	 * A short word that stands for a value: the same for the same value, and for no
	 * other.
	 * @param value the value; null for none
	 */
	static String word(@Nullable BsonValue value) {
		if (value == null) {
			return ABSENT;
		}
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(value.toString().getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().encodeToString(java.util.Arrays.copyOf(digest, WORD_BYTES));
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
					&& !(prefix.isEmpty() && NO_FACTS.contains(name))) {
				leaves.put(prefix + name, value);
			}
		});
	}

}
