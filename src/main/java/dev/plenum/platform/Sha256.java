package dev.plenum.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Hashes of complete values.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * Computes the hash of octets.
	 * @param bytes the octets
	 * @return the 32 octets of the hash
	 */
	public static byte[] of(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Computes the hash of a text in UTF-8.
	 * @param text the text
	 * @return the 32 octets of the hash
	 */
	public static byte[] of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Computes the hash of a text in UTF-8.
	 * @param text the text
	 * @return the hash in hexadecimal
	 */
	public static String hex(String text) {
		return HexFormat.of().formatHex(of(text));
	}

	/**
	 * Computes the strong entity tag of a body.
	 * @param body the body
	 * @return the tag with its quotation marks
	 */
	public static String entityTag(byte[] body) {
		return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(of(body)) + '"';
	}

}
