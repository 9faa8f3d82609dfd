package dev.plenum.interchange.reading;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.plenum.interchange.format.XmlFile;
import dev.plenum.interchange.format.XmlFile.Element;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads xCal into components: that of RFC 6321, and that of pentabarf, frab and pretalx,
 * whose properties are elements directly in the event.
 */
final class CalendarXml {

	private static final Set<String> COMPONENTS = Set.of("VEVENT", "VTODO", "VJOURNAL", "VTIMEZONE", "STANDARD",
			"DAYLIGHT", "VALARM");

	private CalendarXml() {
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return a component that contains the calendars
	 */
	static CalendarComponent read(InputStreamSource file) throws IOException {
		CalendarComponent root = new CalendarComponent("", "");
		XmlFile.read(file)
			.children()
			.stream()
			.filter((child) -> child.name().equalsIgnoreCase("vcalendar"))
			.forEach((calendar) -> root.children().add(component(calendar)));
		return root;
	}

	private static CalendarComponent component(Element element) {
		CalendarComponent component = new CalendarComponent(CalendarComponent.upper(element.name()), element.place());
		element.children().forEach((child) -> {
			switch (CalendarComponent.upper(child.name())) {
				case "COMPONENTS" -> child.children().forEach((inner) -> component.children().add(component(inner)));
				case "PROPERTIES" -> child.children().forEach((inner) -> component.properties().add(property(inner)));
				default -> {
					if (COMPONENTS.contains(CalendarComponent.upper(child.name()))) {
						component.children().add(component(child));
					}
					else {
						component.properties().add(property(child));
					}
				}
			}
		});
		return component;
	}

	private static CalendarComponent.Property property(Element element) {
		Map<String, String> parameters = new HashMap<>();
		element.named("parameters")
			.flatMap((list) -> list.children().stream())
			.forEach((parameter) -> parameters.put(CalendarComponent.upper(parameter.name()), text(parameter)));
		element.attributes().forEach((name, value) -> parameters.put(CalendarComponent.upper(name), value));
		List<String> values = element.children()
			.stream()
			.filter((child) -> !child.name().equals("parameters"))
			.map(CalendarXml::text)
			.map(VObjectPropertyValues::escape)
			.toList();
		String value = values.isEmpty() ? VObjectPropertyValues.escape(element.text().strip())
				: String.join(",", values);
		return new CalendarComponent.Property(CalendarComponent.upper(element.name()), parameters, value,
				element.place());
	}

	private static String text(Element element) {
		return element.children().isEmpty() ? element.text().strip() : text(element.children().getFirst());
	}

}
