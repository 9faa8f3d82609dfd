package dev.plenum.interchange.sheet;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.Warnings;

/**
 * Ends the sessions whose rows have neither an end nor a duration: when the next session
 * in their room starts, otherwise after an hour.
 */
final class OpenEnds {

	private static final Duration ASSUMED = Duration.ofHours(1);

	private static final String NO_ROOM = "";

	private static final Duration LONGEST = Duration.ofHours(4);

	private final Map<String, String> places = new LinkedHashMap<>();

	private final Warnings warnings;

	OpenEnds(Warnings warnings) {
		this.warnings = warnings;
	}

	/**
	 * Adds a session without an end.
	 * @param key the key of the session
	 * @param place its place in the file
	 */
	void add(String key, String place) {
		this.places.put(key, place);
	}

	Set<String> keys() {
		return Set.copyOf(this.places.keySet());
	}

	/**
	 * Sets the ends.
	 * @param sessions all sessions by key; those without an end are replaced
	 */
	void close(Map<String, SessionEntry> sessions) {
		Map<String, NavigableSet<LocalDateTime>> starts = new HashMap<>();
		NavigableSet<LocalDateTime> all = new TreeSet<>();
		sessions.values().forEach((session) -> {
			all.add(session.startsAt().wallTime());
			rooms(session).forEach(
					(room) -> starts.computeIfAbsent(room, (_) -> new TreeSet<>()).add(session.startsAt().wallTime()));
		});
		this.places.forEach((key, place) -> {
			SessionEntry open = Objects.requireNonNull(sessions.get(key));
			LocalDateTime start = open.startsAt().wallTime();
			Stream<NavigableSet<LocalDateTime>> beside = open.rooms().isEmpty() ? Stream.of(all)
					: Stream.concat(open.rooms().stream(), Stream.of(NO_ROOM))
						.map(starts::get)
						.filter(Objects::nonNull);
			LocalDateTime end = beside.map((others) -> others.higher(start))
				.filter(Objects::nonNull)
				.min(Comparator.naturalOrder())
				.filter((next) -> !next.isAfter(start.plus(LONGEST)))
				.orElse(start.plus(ASSUMED));
			this.warnings.add(place, "The row has neither an end nor a duration. The session ends at %s.", end);
			sessions.put(key, open.until(new Moment(end, open.startsAt().offset())));
		});
	}

	private static List<String> rooms(SessionEntry session) {
		return session.rooms().isEmpty() ? List.of(NO_ROOM) : session.rooms();
	}

}
