package dev.plenum.calendar;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads calendars with one version of ical4j. Each version has a class loader of its own,
 * since two versions cannot be on one class path. The build copies their files.
 *
 * @param version the folder of its files
 * @param classes its classes
 */
record CalendarReader(String version, ClassLoader classes) {

	private static final List<CalendarReader> ALL = Stream.of("oldest", "newest").map(CalendarReader::of).toList();

	static List<CalendarReader> all() {
		return ALL;
	}

	/**
	 * Reads a calendar.
	 * @param text the file
	 * @return when each event starts and ends, by its UID
	 */
	Map<String, List<Instant>> times(String text) {
		Map<String, List<Instant>> times = new TreeMap<>();
		try {
			Class<?> type = this.classes.loadClass("net.fortuna.ical4j.data.CalendarBuilder");
			Object builder = type.getConstructor().newInstance();
			Object calendar = type.getMethod("build", Reader.class).invoke(builder, new StringReader(text));
			for (Object event : (List<?>) call(calendar, "getComponents", (Object) new String[] { "VEVENT" })) {
				times.put((String) call(property(event, "UID"), "getValue"),
						List.of(instant(property(event, "DTSTART")), instant(property(event, "DTEND"))));
			}
			return times;
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(this.version, ex);
		}
	}

	private static Object property(Object component, String name) throws ReflectiveOperationException {
		return ((Optional<?>) component.getClass().getMethod("getProperty", String.class).invoke(component, name))
			.orElseThrow();
	}

	private static Instant instant(Object property) throws ReflectiveOperationException {
		return switch (call(property, "getDate")) {
			case Instant instant -> instant;
			case ZonedDateTime zoned -> zoned.toInstant();
			case OffsetDateTime offset -> offset.toInstant();
			case Object other -> throw new AssertionError("Not an instant: " + other);
		};
	}

	private static Object call(Object target, String method, Object... arguments) throws ReflectiveOperationException {
		Class<?>[] types = Stream.of(arguments).map(Object::getClass).toArray(Class<?>[]::new);
		return target.getClass().getMethod(method, types).invoke(target, arguments);
	}

	private static CalendarReader of(String version) {
		try (Stream<Path> files = Files.list(Path.of("target/calendar-readers", version))) {
			return new CalendarReader(version, new URLClassLoader(files.map(CalendarReader::url).toArray(URL[]::new),
					CalendarReader.class.getClassLoader()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static URL url(Path file) {
		try {
			return file.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
