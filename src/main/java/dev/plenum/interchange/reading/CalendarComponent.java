package dev.plenum.interchange.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.plenum.platform.graphql.PlainCharacters;
import org.jspecify.annotations.Nullable;

/**
 * A component of a calendar, such as an event.
 *
 * @param name its name in capital letters, such as {@code VEVENT}
 * @param place the line in which it begins
 * @param properties its properties, in the order of the file
 * @param children the components in it
 */
record CalendarComponent(String name, String place, List<Property> properties, List<CalendarComponent> children) {

	CalendarComponent(String name, String place) {
		this(name, place, new ArrayList<>(), new ArrayList<>());
	}

	Stream<Property> all(String wanted) {
		return this.properties.stream().filter((property) -> property.name().equals(wanted));
	}

	Optional<Property> first(String wanted) {
		return all(wanted).findFirst();
	}

	/** Returns the text of a property; empty if there is none. */
	String text(String wanted) {
		return first(wanted).map(Property::text).orElse("");
	}

	Stream<CalendarComponent> named(String wanted) {
		return this.children.stream().filter((child) -> child.name().equals(wanted));
	}

	/**
	 * A property of a component.
	 *
	 * @param name its name in capital letters
	 * @param parameters the first value of each parameter, by name in capital letters
	 * @param value its value as it is written
	 * @param place the line in which it begins
	 */
	record Property(String name, Map<String, String> parameters, String value, String place) {

		String parameter(String wanted) {
			return this.parameters.getOrDefault(wanted, "");
		}

		/** Returns the value as a text. */
		String text() {
			return PlainCharacters.in(unescaped(this.value)).strip();
		}

		/** Returns the value as a list of texts. */
		List<String> texts() {
			return VObjectPropertyValues.parseList(this.value)
				.stream()
				.map((text) -> PlainCharacters.in(text).strip())
				.filter((text) -> !text.isEmpty())
				.toList();
		}

		/** Returns the language of the value; null if it is not known. */
		@Nullable String language() {
			return JsonTexts.language(parameter("LANGUAGE"));
		}

		private static String unescaped(String value) {
			return VObjectPropertyValues.unescape(value);
		}

	}

	static String upper(String name) {
		return name.toUpperCase(Locale.ROOT);
	}

}
