package dev.plenum.exhibitor.file;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A file of exhibitors as it was read, whatever its format.
 *
 * @param categories the categories that it declares
 * @param exhibitors its exhibitors
 */
record ExhibitorFile(List<Row> categories, List<Row> exhibitors) {

	/**
	 * Reads a file, recognised from its content.
	 * @param text the file
	 * @return the file
	 * @throws ImportRefused where it is neither JSON nor CSV, or larger than an
	 * exhibition
	 */
	static ExhibitorFile read(String text) {
		String start = text.stripLeading();
		return (start.startsWith("{") || start.startsWith("[")) ? new JsonExhibitors(text).read()
				: new CsvExhibitors(text).read();
	}

	/**
	 * One thing in the file, by the names of its fields. A field that is not there is
	 * left out; one that is null is to be cleared.
	 *
	 * @param line the line on which it begins, from 1
	 * @param fields its fields: texts, numbers, lists and maps of them
	 */
	record Row(int line, Map<String, ? extends @Nullable Object> fields) {
	}

}
