package dev.plenum.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Finds and replaces the people whom an entry names: their subjects stand in the entry
 * itself, in inputs such as {@code subjects}, and in changes of fields such as
 * {@code organiserSubjects}, {@code staff} and {@code redeemedBy}.
 */
final class People {

	private static final Pattern OF_SUBJECTS = Pattern.compile("(?i)(.*\\.)?(.*subjects?|staff|redeemers|redeemedBy)");

	private People() {
	}

	/**
	 * The subjects that an input and changes name.
	 * @param input the input of a mutation
	 * @param changes what it changed, each with {@code path}, {@code before} and
	 * {@code after}
	 * @return the subjects, each once
	 */
	static List<String> in(Document input, List<Document> changes) {
		return Stream.concat(named("", input), changes.stream().flatMap((change) -> changed(change)))
			.distinct()
			.toList();
	}

	/**
	 * A value with another word in the place of a subject, wherever it stands.
	 * @param value a value of any depth
	 * @param subject the subject
	 * @param pseudonym the word
	 * @return the value, or a copy where something was replaced
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
