package dev.plenum.interchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.announcement.Announcements;
import dev.plenum.interchange.format.Guids;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.platform.Ids;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.Origin;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SpeakerDocument;
import org.jspecify.annotations.Nullable;

/**
 * Converts the keys in a file to ids, so that a repeated import changes objects instead
 * of duplicating them. An object matches a stored one by the key from its origin or by
 * the id or GUID with which it was exported; a room or track also matches by its name. A
 * new object gets an id that depends only on its key.
 */
final class Matching {

	private static final Pattern ANNOUNCEMENT = Pattern.compile(Announcements.ID_PREFIX + "_[0-9a-z]+_[0-9a-z]+");

	private final String eventId;

	private final Map<String, String> sessions = new HashMap<>();

	private final Map<String, String> speakers = new HashMap<>();

	private final Map<String, String> rooms;

	private final Map<String, String> tracks;

	private final Set<String> taken = new HashSet<>();

	/**
	 * Matches the objects in a file.
	 * @param eventId the event's id
	 * @param file the file
	 * @param there the stored documents; null for a new event
	 */
	Matching(String eventId, ProgrammeFile file, @Nullable ProgrammeDocuments there) {
		this.eventId = eventId;
		this.rooms = rooms(file.rooms(), (there != null) ? there.event().rooms() : Map.of());
		this.tracks = tracks(file.tracks(), (there != null) ? there.event().tracks() : Map.of());
		if (there != null) {
			know(this.sessions, there.sessions().values(), SessionDocument::id, SessionDocument::origin);
			know(this.speakers, there.speakers().values(), SpeakerDocument::id, SpeakerDocument::origin);
		}
	}

	String session(String key) {
		return this.sessions.computeIfAbsent(key, (fresh) -> id("ses", fresh));
	}

	String speaker(String key) {
		return this.speakers.computeIfAbsent(key, (fresh) -> id("spk", fresh));
	}

	String room(String key) {
		return Objects.requireNonNull(this.rooms.get(key));
	}

	String track(String key) {
		return Objects.requireNonNull(this.tracks.get(key));
	}

	/**
	 * Returns the id of an announcement: the id with which it was exported, otherwise one
	 * that depends only on its key.
	 */
	String announcement(String key) {
		boolean own = ANNOUNCEMENT.matcher(key).matches() && Ids.eventOf(key).filter(this.eventId::equals).isPresent();
		return own ? key : id(Announcements.ID_PREFIX, key);
	}

	private String id(String type, String key) {
		return Ids.in(type, this.eventId, key);
	}

	/**
	 * Returns the key with which an object is exported.
	 * @param id the object's id
	 * @param origin the object's origin; null if it was created in Plenum
	 */
	static String key(String id, @Nullable Origin origin) {
		return (origin != null) ? origin.key() : id;
	}

	/**
	 * Creates the origin of an object.
	 * @param key the object's key in the file
	 * @param facts the values in the file that Plenum stores without using them
	 * @param known the stored origin, whose key is kept; null for a new object
	 */
	static Origin origin(String key, Map<String, String> facts, @Nullable Origin known) {
		return new Origin((known != null) ? known.key() : key, facts);
	}

	private Map<String, String> rooms(Collection<RoomEntry> entries, Map<String, EventDocument.RoomEntry> there) {
		return entries.stream()
			.collect(Collectors.toMap(RoomEntry::key,
					(entry) -> find("roo", entry.key(), there, EventDocument.RoomEntry::origin,
							(room) -> ImportedTexts.isSame(room.name(), entry.name())
									|| sameGuid(room.origin(), entry.facts()))));
	}

	private Map<String, String> tracks(Collection<TrackEntry> entries, Map<String, EventDocument.TrackEntry> there) {
		return entries.stream()
			.collect(Collectors.toMap(TrackEntry::key, (entry) -> find("trk", entry.key(), there,
					EventDocument.TrackEntry::origin,
					(track) -> entry.name().values().stream().anyMatch(track.name().byLanguage().values()::contains))));
	}

	private static <T> void know(Map<String, String> ids, Collection<T> things, Function<T, String> id,
			Function<T, @Nullable Origin> origin) {
		things.forEach((thing) -> ids.put(Guids.of(key(id.apply(thing), origin.apply(thing))), id.apply(thing)));
		things.forEach((thing) -> ids.put(id.apply(thing), id.apply(thing)));
		things.forEach((thing) -> ids.put(key(id.apply(thing), origin.apply(thing)), id.apply(thing)));
	}

	private <T> String find(String type, String key, Map<String, T> there, Function<T, @Nullable Origin> origin,
			Predicate<T> alike) {
		String own = id(type, key);
		String found = there.entrySet()
			.stream()
			.filter((entry) -> key(entry.getKey(), origin.apply(entry.getValue())).equals(key))
			.map(Map.Entry::getKey)
			.filter((id) -> !this.taken.contains(id))
			.findFirst()
			.orElseGet(() -> there.containsKey(own) ? own
					: there.entrySet()
						.stream()
						.filter((entry) -> alike.test(entry.getValue()))
						.map(Map.Entry::getKey)
						.filter((id) -> !this.taken.contains(id))
						.sorted()
						.findFirst()
						.orElse(own));
		this.taken.add(found);
		return found;
	}

	private static boolean sameGuid(@Nullable Origin origin, Map<String, String> facts) {
		String guid = facts.get("guid");
		return guid != null && guid.equals(Origin.fact(origin, "guid"));
	}

}
