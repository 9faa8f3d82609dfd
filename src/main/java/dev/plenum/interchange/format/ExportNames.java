package dev.plenum.interchange.format;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;

/**
 * Gives each session names that exported files require to be unique: its own ones if they
 * are valid and no other session has them.
 */
final class ExportNames {

	private ExportNames() {
	}

	/**
	 * Returns the value of a fact for each session whose value is valid and unique.
	 * @param sessions the sessions
	 * @param name the name of the fact
	 * @param valid the values that are valid
	 * @return the values by the key of the session
	 */
	static Map<String, String> unique(List<SessionEntry> sessions, String name, Pattern valid) {
		Map<String, String> byKey = new HashMap<>();
		Set<String> taken = new HashSet<>();
		sessions.stream().sorted(Comparator.comparing(SessionEntry::key)).forEach((session) -> {
			String value = session.facts().getOrDefault(name, "");
			if (valid.matcher(value).matches() && taken.add(value)) {
				byKey.put(session.key(), value);
			}
		});
		return byKey;
	}

	/**
	 * Returns a slug for each session.
	 * @param sessions the sessions
	 * @param ids the numbers of the sessions
	 * @return the slugs by the key of the session
	 */
	static Map<String, String> slugs(List<SessionEntry> sessions, ExportNumbers ids) {
		Map<String, String> slugs = unique(sessions, "slug", ScheduleProperties.SLUG);
		Set<String> taken = new HashSet<>(slugs.values());
		sessions.stream().sorted(Comparator.comparing(SessionEntry::key)).forEach((session) -> {
			String slug = "session-%04d".formatted(ids.of(session.key()));
			while (!slugs.containsKey(session.key())) {
				if (taken.add(slug)) {
					slugs.put(session.key(), slug);
				}
				slug += "-2";
			}
		});
		return slugs;
	}

}
