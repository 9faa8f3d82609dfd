package dev.plenum.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Finds and replaces the people whom an entry names. Inputs such as {@code subjects} and
 * changes of fields such as {@code organiserSubjects}, {@code staff} and
 * {@code redeemedBy} contain their subjects.
 */
final class People {

	private static final Pattern OF_SUBJECTS = Pattern.compile("(?i)(.*\\.)?(.*subjects?|staff|redeemers|redeemedBy)");

	private People() {
	}

	/**
	 * Finds the subjects in an input and in changed values.
	 * @param input the input of a mutation
	 * @param changes the changed values, each with {@code path}, {@code before} and
	 * {@code after}
	 * @return the distinct subjects
	 */
	static List<String> in(Document input, List<Document> changes) {
		return Stream.concat(named("", input), changes.stream().flatMap((change) -> changed(change)))
			.distinct()
			.toList();
	}

	/**
	 * Replaces a subject by a pseudonym at any depth of a value.
	 * @param value the value
	 * @param subject the subject
	 * @param pseudonym the pseudonym
	 * @return the value, or a copy of a map or list
	 */
	static @Nullable Object replaced(@Nullable Object value, String subject, String pseudonym) {
		return switch (value) {
			case Map<?, ?> map -> {
				Document copy = new Document();
				map.forEach((name, part) -> copy.append(String.valueOf(name), replaced(part, subject, pseudonym)));
				yield copy;
			}
			case Collection<?> items -> items.stream().map((item) -> replaced(item, subject, pseudonym)).toList();
			case String text -> text.equals(subject) ? pseudonym : text;
			case null -> null;
			default -> value;
		};
	}

	private static Stream<String> changed(Document change) {
		String path = change.getString("path");
		return Stream.of("before", "after").flatMap((side) -> named(path, change.get(side)));
	}

	private static Stream<String> named(String path, @Nullable Object value) {
		return switch (value) {
			case Map<?, ?> map ->
				map.entrySet().stream().flatMap((part) -> named(String.valueOf(part.getKey()), part.getValue()));
			case Collection<?> items -> items.stream().flatMap((item) -> named(path, item));
			case String text when OF_SUBJECTS.matcher(path).matches() -> Stream.of(text);
			case null, default -> Stream.empty();
		};
	}

}
