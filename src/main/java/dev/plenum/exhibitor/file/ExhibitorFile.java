package dev.plenum.exhibitor.file;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The content of a file of exhibitors, independent of its format.
 *
 * @param categories the categories that the file declares
 * @param exhibitors its exhibitors
 */
record ExhibitorFile(List<Row> categories, List<Row> exhibitors) {

	/**
	 * Reads a file. Its content tells whether it is JSON or CSV.
	 * @param text the file
	 * @return the content of the file
	 * @throws ImportRefused if the file is neither JSON nor CSV, or has too many
	 * exhibitors
	 */
	static ExhibitorFile read(String text) {
		String start = text.stripLeading();
		return (start.startsWith("{") || start.startsWith("[")) ? new JsonExhibitors(text).read()
				: new CsvExhibitors(text).read();
	}

	/**
	 * One exhibitor or category of the file. A missing field stays unchanged; a field
	 * that is null is removed.
	 *
	 * @param line the line on which it starts; the first line is 1
	 * @param fields its fields by name: texts, numbers, lists and maps of them
	 */
	record Row(int line, Map<String, ? extends @Nullable Object> fields) {
	}

}
