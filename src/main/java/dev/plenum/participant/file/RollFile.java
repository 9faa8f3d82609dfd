package dev.plenum.participant.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plenum.participant.Roll;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A file of participants.
 *
 * @param roll the participants
 * @param columns the columns of a table; empty for JSON
 */
public record RollFile(Roll roll, List<ColumnUse> columns) {

	private static final int MOST = 20_000;

	private static final int LONGEST_KEY = 100;

	private static final int LONGEST = 500;

	/**
	 * Reads a file. Its content tells whether it is JSON or a table.
	 * @param file the file
	 * @param mapping the headings of some fields of a table
	 * @return the participants
	 * @throws FileRefused if the file has faults
	 */
	public static RollFile read(byte[] file, Map<String, String> mapping) {
		RollFile read = isJson(file) ? new RollFile(PretixOrders.read(file), List.of()) : TableRoll.read(file, mapping);
		require(read.roll);
		return read;
	}

	/**
	 * Reads orders of pretix that were parsed already.
	 * @param items the products
	 * @param orders the orders
	 * @return the participants
	 * @throws FileRefused if the orders have faults
	 */
	public static Roll of(JsonNode items, JsonNode orders) {
		Roll roll = PretixOrders.of(items, orders);
		require(roll);
		return roll;
	}

	private static void require(Roll roll) {
		Set<String> seen = new HashSet<>();
		FileRefused.Faults faults = new FileRefused.Faults();
		roll.rows().forEach((row) -> {
			if (row.key().isBlank() || row.key().length() > LONGEST_KEY) {
				faults.add(row.line(), "key",
						"A participant needs a key of 1 to %d characters.".formatted(LONGEST_KEY));
			}
			else if (!seen.add(row.key())) {
				faults.add(row.line(), "key", "A participant further up has the same key.");
			}
			row.fields().forEach((field, value) -> {
				if (value != null && value.length() > LONGEST) {
					faults.add(row.line(), field, "Write at most %d characters.".formatted(LONGEST));
				}
			});
		});
		if (roll.rows().size() > MOST) {
			faults.add(1, null, "At most %d participants can be imported at once.".formatted(MOST));
		}
		faults.throwIfAny();
	}

	private static boolean isJson(byte[] file) {
		try {
			String start = StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(file))
				.toString()
				.replace("\uFEFF", "")
				.stripLeading();
			return start.startsWith("{") || start.startsWith("[");
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	/**
	 * A column of a table.
	 *
	 * @param column its name, such as {@code D}
	 * @param heading its heading
	 * @param field the field that it contains; null if it is ignored
	 */
	public record ColumnUse(String column, String heading, @Nullable String field) {
	}

}
