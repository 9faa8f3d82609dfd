package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.platform.Ids;
import dev.plenum.programme.EventDocument;
import dev.plenum.programme.Origin;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.SessionDocument;
import dev.plenum.programme.SpeakerDocument;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a file names among what is there, so that importing again changes and does
 * not double: by the origin's key, by the id or guid with which it was exported, a room
 * or track also by its name. What is new gets the id that its key always makes.
 */
final class Matching {

	private static final Pattern GUID = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private final String eventId;

	private final Map<String, String> sessions = new HashMap<>();

	private final Map<String, String> speakers = new HashMap<>();

	private final Map<String, EventDocument.RoomEntry> rooms;

	private final Map<String, EventDocument.TrackEntry> tracks;

	private final Set<String> taken = new HashSet<>();

	Matching(String eventId, @Nullable ProgrammeDocuments there) {
		this.eventId = eventId;
		this.rooms = (there != null) ? there.event().rooms() : Map.of();
		this.tracks = (there != null) ? there.event().tracks() : Map.of();
		if (there != null) {
			know(this.sessions, there.sessions().values(), SessionDocument::id, SessionDocument::origin);
			know(this.speakers, there.speakers().values(), SpeakerDocument::id, SpeakerDocument::origin);
		}
	}

	String session(String key) {
		return this.sessions.getOrDefault(key, id("ses", key));
	}

	String speaker(String key) {
		return this.speakers.getOrDefault(key, id("spk", key));
	}

	/**
	 * The id of each room, by its key in the file.
	 */
	Map<String, String> rooms(Collection<RoomEntry> entries) {
		return entries.stream()
			.collect(Collectors.toMap(RoomEntry::key,
					(entry) -> find("roo", entry.key(), this.rooms, EventDocument.RoomEntry::origin,
							(room) -> room.name().equals(entry.name()) || sameGuid(room.origin(), entry.facts()))));
	}

	/**
	 * The id of each track, by its key in the file.
	 */
	Map<String, String> tracks(Collection<TrackEntry> entries) {
		return entries.stream()
			.collect(Collectors.toMap(TrackEntry::key, (entry) -> find("trk", entry.key(), this.tracks,
					EventDocument.TrackEntry::origin,
					(track) -> entry.name().values().stream().anyMatch(track.name().byLanguage().values()::contains))));
	}

	String id(String type, String key) {
		return Ids.in(type, this.eventId, key);
	}

	/**
	 * The key by which something leaves and is found again.
	 * @param id its id
	 * @param origin where it came from; null if it was made here
	 */
	static String key(String id, @Nullable Origin origin) {
		return (origin != null) ? origin.key() : id;
	}

	/**
	 * The guid of something in the formats that want one.
	 * @param key its key
	 * @return the key if it is a guid, else one that the key always makes
	 */
	static String guid(String key) {
		return GUID.matcher(key).matches() ? key
				: UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
	}

	private static <T> void know(Map<String, String> ids, Collection<T> things, Function<T, String> id,
			Function<T, @Nullable Origin> origin) {
		things.forEach((thing) -> ids.put(guid(key(id.apply(thing), origin.apply(thing))), id.apply(thing)));
		things.forEach((thing) -> ids.put(id.apply(thing), id.apply(thing)));
		things.forEach((thing) -> ids.put(key(id.apply(thing), origin.apply(thing)), id.apply(thing)));
	}

	private <T> String find(String type, String key, Map<String, T> there, Function<T, @Nullable Origin> origin,
			java.util.function.Predicate<T> alike) {
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
