package dev.plenum.interchange.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.IntConsumer;

import org.jsoup.nodes.Entities;

/**
 * Makes XML readable that programs wrote carelessly: characters that XML does not allow
 * become spaces, and the entities of HTML become their characters.
 */
final class XmlCharacters {

	/** Such as {@code &#x10FFFF;} and {@code &thetasym;}. */
	private static final int LONGEST_REFERENCE = 12;

	private static final Set<String> OF_XML = Set.of("amp", "lt", "gt", "quot", "apos");

	private final byte[] bytes;

	private final IntConsumer replaced;

	private final ByteArrayOutputStream allowed;

	private XmlCharacters(byte[] bytes, IntConsumer replaced) {
		this.bytes = bytes;
		this.replaced = replaced;
		this.allowed = new ByteArrayOutputStream(bytes.length);
	}

	/**
	 * Reads a file.
	 * @param file the file, in an encoding that extends ASCII; another one is not changed
	 * @param replaced receives the line of each character that becomes a space
	 * @return the file with allowed characters only
	 */
	static InputStream allowed(InputStream file, IntConsumer replaced) throws IOException {
		byte[] bytes = file.readAllBytes();
		boolean wide = bytes.length > 1
				&& (bytes[0] == 0 || bytes[1] == 0 || bytes[0] == (byte) 0xfe || bytes[0] == (byte) 0xff);
		return new ByteArrayInputStream(wide ? bytes : new XmlCharacters(bytes, replaced).copy());
	}

	private byte[] copy() {
		int line = 1;
		boolean raw = false;
		for (int i = 0; i < this.bytes.length; i++) {
			byte next = this.bytes[i];
			if (next == '<' && startsWith("<![CDATA[", i) || next == ']' && startsWith("]]>", i)) {
				raw = next == '<';
			}
			String reference = (next == '&' && !raw) ? reference(i) : "";
			if (next >= 0 && next < ' ' && next != '\t' && next != '\n' && next != '\r') {
				this.replaced.accept(line);
				this.allowed.write(' ');
			}
			else if (reference.startsWith("#") && isForbidden(reference.substring(1))) {
				this.replaced.accept(line);
				this.allowed.write(' ');
				i += reference.length() + 1;
			}
			else if (!reference.isEmpty() && !OF_XML.contains(reference) && Entities.isNamedEntity(reference)) {
				Entities.getByName(reference).codePoints().forEach((character) -> write("&#" + character + ";"));
				i += reference.length() + 1;
			}
			else {
				this.allowed.write(next);
			}
			line += (next == '\n') ? 1 : 0;
		}
		return this.allowed.toByteArray();
	}

	private void write(String ascii) {
		this.allowed.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
	}

	private boolean startsWith(String text, int at) {
		return at + text.length() <= this.bytes.length
				&& new String(this.bytes, at, text.length(), StandardCharsets.US_ASCII).equals(text);
	}

	/** Returns what is between {@code &} and {@code ;}; empty if it is no reference. */
	private String reference(int at) {
		for (int end = at + 1; end < this.bytes.length && end < at + LONGEST_REFERENCE; end++) {
			if (this.bytes[end] == ';') {
				return new String(this.bytes, at + 1, end - at - 1, StandardCharsets.US_ASCII);
			}
		}
		return "";
	}

	private static boolean isForbidden(String number) {
		try {
			int character = number.startsWith("x") ? Integer.parseInt(number.substring(1), 16)
					: Integer.parseInt(number);
			return character < ' ' && character != '\t' && character != '\n' && character != '\r'
					|| character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
					|| character == 0xfffe || character == 0xffff || character > Character.MAX_CODE_POINT;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

}
