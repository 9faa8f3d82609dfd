package dev.plenum.platform.broadcast;

import java.util.LinkedHashMap;
import java.util.Map;

import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;

/**
 * A result as JSON, which many receivers share. It ends with the resume string of
 * subscriptions, in which the place of the hash is blank: each receiver writes its own
 * hash there, into its copy.
 *
 * @param json the JSON
 * @param hashAt the index of the blank hash
 * @param resumeEnd the index after the resume string; 0 if there is no resume string
 */
public record Payload(byte[] json, int hashAt, int resumeEnd) {

	private static final String BLANK = " ".repeat(Resume.HASH);

	/** What follows the resume string. */
	private static final int ENDING = "\"}}".length();

	/**
	 * Encodes a result.
	 * @param result the result
	 * @param position the position of its subscribers afterwards; null if it is not known
	 * @param writer the encoder
	 * @return the payload
	 */
	static Payload of(ExecutionResult result, @Nullable String position, ResultWriter writer) {
		Map<String, Object> parts = result.toSpecification();
		if (position == null) {
			return new Payload(writer.write(parts), 0, 0);
		}
		String resume = BLANK + Resume.afterHash(position);
		Map<String, Object> ordered = new LinkedHashMap<>(parts);
		Map<String, Object> extensions = new LinkedHashMap<>();
		if (ordered.remove("extensions") instanceof Map<?, ?> others) {
			others.forEach((name, value) -> extensions.put(String.valueOf(name), value));
		}
		extensions.put("resume", resume);
		ordered.put("extensions", extensions);
		byte[] bytes = writer.write(ordered);
		int end = bytes.length - ENDING;
		return new Payload(bytes, end - resume.length(), end);
	}

	/**
	 * Whether the payload contains a resume string.
	 * @return false if the subscription cannot be continued
	 */
	public boolean isResumable() {
		return this.resumeEnd > 0;
	}

	/**
	 * Creates the complete JSON for one subscriber.
	 * @param hash the hash of the subscription
	 * @return the JSON, which is not shared if it contains a resume string
	 */
	public byte[] with(byte[] hash) {
		if (!isResumable()) {
			return this.json;
		}
		byte[] own = this.json.clone();
		System.arraycopy(hash, 0, own, this.hashAt, hash.length);
		return own;
	}

}
