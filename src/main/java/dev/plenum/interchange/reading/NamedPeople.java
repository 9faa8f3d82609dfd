package dev.plenum.interchange.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds people in texts such as {@code Ada Example (Example Ltd), Bo Other}.
 */
final class NamedPeople {

	/** Commas, semicolons and ampersands that are not in parentheses. */
	private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:[,;]|\\s&\\s)\\s*(?![^()]*\\))");

	private static final Pattern PERSON = Pattern.compile("(?<name>[^()]+?)(?:\\s*\\((?<organisation>.*)\\))?");

	private static final Pattern NAME = Pattern.compile("(?U)\\p{Lu}[^@:/<>!?]{1,78}|\\p{Lo}[^@:/<>!?]{0,78}");

	/** A line at the start of a description. */
	private static final Pattern LINE = Pattern.compile(
			"(?i)(?:speakers?|presenters?|presented by|referent(?:in|en|innen)?|von|talare|föreläsare|intervenants?)"
					+ "\\s*:\\s*(?<people>[^\\n]+)\\n*(?<rest>.*)",
			Pattern.DOTALL);

	private static final int MOST_WORDS = 7;

	private NamedPeople() {
	}

	/**
	 * Finds people in a list.
	 * @param list names, separated by commas or semicolons, each with an organisation in
	 * parentheses or without
	 */
	static List<Person> in(String list) {
		List<Person> people = new ArrayList<>();
		for (String part : SEPARATOR.split(list.strip())) {
			Matcher person = PERSON.matcher(part.strip());
			if (person.matches() && !person.group("name").isBlank()) {
				people.add(new Person(person.group("name").strip(), person.group("organisation")));
			}
		}
		return people;
	}

	/**
	 * Finds the people whom the first line of a description names.
	 * @param description the description
	 * @return the people and the rest of the description; empty if the first line is
	 * something else
	 */
	static Optional<Introduced> introducedBy(String description) {
		Matcher line = LINE.matcher(description);
		if (!line.matches()) {
			return Optional.empty();
		}
		List<Person> people = in(line.group("people"));
		boolean names = !people.isEmpty() && people.stream().allMatch((person) -> isName(person.name()));
		return names ? Optional.of(new Introduced(people, line.group("rest").strip())) : Optional.empty();
	}

	/** Whether a text can be the name of a person; an address of e-mail is not. */
	static boolean isName(String text) {
		return NAME.matcher(text).matches() && text.split("\\s+").length <= MOST_WORDS && !text.endsWith(".");
	}

	/**
	 * A person.
	 *
	 * @param name the name
	 * @param organisation the organisation; null if it is not named
	 */
	record Person(String name, @Nullable String organisation) {
	}

	/**
	 * A description without its first line.
	 *
	 * @param people whom the first line names
	 * @param rest the other lines
	 */
	record Introduced(List<Person> people, String rest) {
	}

}
