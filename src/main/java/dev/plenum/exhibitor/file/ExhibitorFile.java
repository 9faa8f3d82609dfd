package dev.plenum.exhibitor.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a file of exhibitors, independent of its format.
 *
 * @param categories the categories that the file declares
 * @param exhibitors its exhibitors
 * @param columns the columns of a table; empty for JSON
 */
record ExhibitorFile(List<Row> categories, List<Row> exhibitors, List<ColumnUse> columns) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Reads a file. Its content tells whether it is JSON or a table.
	 * @param text the file
	 * @return the content of the file
	 * @throws ImportRefused if the file is neither JSON nor a table, or has too many
	 * exhibitors
	 */
	static ExhibitorFile read(String text) {
		return isJson(text) ? new JsonExhibitors(text).read()
				: TableExhibitors.read(text.getBytes(StandardCharsets.UTF_8), Map.of());
	}

	/**
	 * Reads a file that was sent.
	 * @param file the file
	 * @param mapping the headings of some fields of a table
	 * @return the content of the file, and its text to store
	 * @throws ImportRefused if the file is neither JSON nor a table, or has too many
	 * exhibitors
	 */
	static Sent sent(byte[] file, Map<String, String> mapping) {
		Optional<String> text = text(file);
		if (text.isPresent() && mapping.isEmpty()) {
			return new Sent(read(text.get()), text.get());
		}
		ExhibitorFile read = TableExhibitors.read(file, mapping);
		return new Sent(read, JSON.writeValueAsString(read.exhibitors().stream().map(Row::fields).toList()));
	}

	/** Returns the text of a file in UTF-8, without the byte order mark. */
	private static Optional<String> text(byte[] file) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
			boolean plain = text.indexOf('\0') < 0;
			return plain ? Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text) : Optional.empty();
		}
		catch (CharacterCodingException ex) {
			return Optional.empty();
		}
	}

	private static boolean isJson(String text) {
		String start = text.stripLeading();
		return start.startsWith("{") || start.startsWith("[");
	}

	/**
	 * One exhibitor or category of the file. A missing field stays unchanged; a field
	 * that is null is removed.
	 *
	 * @param line the line or row on which it starts; the first one is 1
	 * @param fields its fields by name: texts, numbers, lists and maps of them
	 */
	record Row(int line, Map<String, ? extends @Nullable Object> fields) {
	}

	/**
	 * A column of a table.
	 *
	 * @param column its name, such as {@code D}
	 * @param heading its heading
	 * @param field the field that it contains; null if it is ignored
	 */
	record ColumnUse(String column, String heading, @Nullable String field) {
	}

	/**
	 * A file that was sent.
	 *
	 * @param file its content
	 * @param text a text with the same content, which is stored until the import ends
	 */
	record Sent(ExhibitorFile file, String text) {
	}

}
