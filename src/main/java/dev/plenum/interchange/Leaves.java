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
 * A document as its single facts: the values that are no documents themselves, by the way
 * to them. An empty list says as little as nothing.
 */
final class Leaves {

	/** The word of what is not there. */
	static final String ABSENT = "-";

	private static final Set<String> NO_FACTS = Set.of("_id", "eventId", "version");

	private static final int WORD_BYTES = 9;

	/** An import asks for thirty thousand words. */
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
		StringBuilder text = new StringBuilder();
		append(value, text);
		byte[] digest = DIGEST.get().digest(text.toString().getBytes(StandardCharsets.UTF_8));
		return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, WORD_BYTES));
	}

	/** Writes a value so that no other is written alike. */
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

	private static void append(String words, StringBuilder text) {
		text.append(words.length()).append(':').append(words);
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
					&& !(prefix.isEmpty() && NO_FACTS.contains(name))) {
				leaves.put(prefix + name, value);
			}
		});
	}

}
