package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.Origin;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.schedule.Slot;

/**
 * Matches sessions that have the same guid or id in a file with those of the last import.
 * A reader numbers them in the order of the file, so adding or dropping one would move
 * all others. Here each keeps the key of the stored session that has its start, its room
 * and its title.
 */
final class Occurrences {

	/**
	 * How many pairs are compared. A file that repeats an id more often keeps the numbers
	 * of its reader.
	 */
	private static final int MOST_PAIRS = 250_000;

	private static final Pattern NUMBER = Pattern.compile("/\\d{1,4}$");

	private final Map<String, List<SessionDocument>> stored = new HashMap<>();

	private final Set<String> storedKeys;

	private final Map<String, String> keys = new HashMap<>();

	private final ReadProgramme read;

	private final EventFrame frame;

	private final ProgrammeDocuments there;

	private Occurrences(ReadProgramme read, EventFrame frame, ProgrammeDocuments there) {
		this.read = read;
		this.frame = frame;
		this.there = there;
		this.storedKeys = there.sessions()
			.values()
			.stream()
			.map(SessionDocument::origin)
			.filter(Objects::nonNull)
			.map(Origin::key)
			.collect(Collectors.toSet());
		there.sessions().values().forEach((session) -> {
			if (session.origin() != null) {
				this.stored.computeIfAbsent(base(session.origin().key()), (base) -> new ArrayList<>()).add(session);
			}
		});
	}

	/**
	 * Returns the file with the keys of the stored sessions.
	 * @param read the file
	 * @param frame the event's time zone
	 * @param there the stored documents
	 */
	static ReadProgramme matched(ReadProgramme read, EventFrame frame, ProgrammeDocuments there) {
		return new Occurrences(read, frame, there).matched();
	}

	private ReadProgramme matched() {
		Map<String, List<SessionEntry>> groups = this.read.file()
			.sessions()
			.stream()
			.collect(Collectors.groupingBy((entry) -> base(entry.key()), LinkedHashMap::new,
					Collectors.toUnmodifiableList()));
		groups.forEach((base, entries) -> {
			List<SessionDocument> known = this.stored.getOrDefault(base, List.of());
			boolean few = (long) entries.size() * known.size() <= MOST_PAIRS;
			if (few && (entries.size() > 1 || known.size() > 1)) {
				match(base, entries, known);
			}
		});
		if (this.keys.isEmpty()) {
			return this.read;
		}
		Map<String, String> places = new HashMap<>();
		this.read.places().forEach((key, place) -> places.put(key(key), place));
		ProgrammeFile file = this.read.file()
			.with(this.read.file().sessions().stream().map((entry) -> entry.as(key(entry.key()))).toList());
		return this.read.with(file, Map.copyOf(places), this::key);
	}

	private void match(String base, List<SessionEntry> entries, List<SessionDocument> known) {
		List<SessionEntry> open = new ArrayList<>(entries);
		List<SessionDocument> left = new ArrayList<>(known);
		List<Pair> pairs = new ArrayList<>();
		open.forEach(
				(entry) -> left.forEach((session) -> pairs.add(new Pair(entry, session, likeness(entry, session)))));
		pairs.sort(Comparator.comparingInt(Pair::likeness).reversed());
		Set<String> taken = known.stream().map(Occurrences::key).collect(Collectors.toCollection(HashSet::new));
		for (Pair pair : pairs) {
			if (pair.likeness() > 0 && open.contains(pair.entry()) && left.contains(pair.session())) {
				open.remove(pair.entry());
				left.remove(pair.session());
				this.keys.put(pair.entry().key(), key(pair.session()));
			}
		}
		int number = 1;
		for (SessionEntry entry : open) {
			String fresh = base;
			while (!taken.add(fresh)) {
				number++;
				fresh = base + "/" + number;
			}
			this.keys.put(entry.key(), fresh);
		}
	}

	/** The start counts more than the room, and the room more than the title. */
	private int likeness(SessionEntry entry, SessionDocument session) {
		Slot slot = this.there.schedule().slots().get(session.id());
		int title = entry.title().values().stream().anyMatch(session.title().byLanguage().values()::contains) ? 1 : 0;
		if (slot == null) {
			return title;
		}
		int start = slot.startsAt().equals(entry.startsAt().in(this.frame.zone())) ? 4 : 0;
		Set<String> rooms = slot.roomIds()
			.stream()
			.map((id) -> this.there.event().rooms().get(id))
			.filter(Objects::nonNull)
			.map((room) -> room.name())
			.collect(Collectors.toSet());
		int room = entry.rooms().stream().anyMatch(rooms::contains) ? 2 : 0;
		return start + room + title;
	}

	private String key(String key) {
		return this.keys.getOrDefault(key, key);
	}

	private static String key(SessionDocument session) {
		return Matching.key(session.id(), session.origin());
	}

	private String base(String key) {
		String base = NUMBER.matcher(key).replaceFirst("");
		return (this.read.places().containsKey(base) || this.storedKeys.contains(base)) ? base : key;
	}

	/**
	 * A session in the file and a stored one.
	 *
	 * @param entry the session in the file
	 * @param session the stored session
	 * @param likeness how much speaks for them being the same; 0 for nothing
	 */
	private record Pair(SessionEntry entry, SessionDocument session, int likeness) {
	}

}
