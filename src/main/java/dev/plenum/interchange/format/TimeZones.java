package dev.plenum.interchange.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Reads names of time zones: IANA names, the names that Windows and Outlook use (after
 * the mapping of the Unicode CLDR), and the names of cities that Ruby on Rails uses.
 */
public final class TimeZones {

	private static final Properties NAMES = load();

	private TimeZones() {
	}

	/**
	 * Reads the name of a time zone.
	 * @param name the name
	 * @return the time zone; empty if there is none with this name
	 */
	public static Optional<ZoneId> of(String name) {
		try {
			return Optional.of(ZoneId.of(name.strip()));
		}
		catch (DateTimeException ex) {
			return Optional.ofNullable(NAMES.getProperty(name.strip().toLowerCase(Locale.ROOT)))
				.map(ZoneId::of)
				.or(() -> city(name.strip().replace(' ', '_')));
		}
	}

	/** The time zone of a city, if only one has its name. */
	private static Optional<ZoneId> city(String city) {
		List<String> found = ZoneId.getAvailableZoneIds()
			.stream()
			.filter((id) -> id.indexOf('/') > 0 && !id.startsWith("Etc/") && !id.startsWith("SystemV/")
					&& id.substring(id.lastIndexOf('/') + 1).equalsIgnoreCase(city))
			.toList();
		return (found.size() == 1) ? Optional.of(ZoneId.of(found.getFirst())) : Optional.empty();
	}

	private static Properties load() {
		try {
			return PropertiesLoaderUtils
				.loadProperties(new ClassPathResource("/dev/plenum/interchange/timezones.properties", TimeZones.class));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
