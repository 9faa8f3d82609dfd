package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import org.jspecify.annotations.Nullable;

/**
 * Matches the sessions and speakers of a table with stored ones. Tables rarely contain
 * keys. A session without a key is the stored one with its title, preferably at its time,
 * otherwise the one at its time in its room. A speaker is the one with their name,
 * preferably in the same session. The speakers of JSON-LD never have keys and are matched
 * in the same way.
 */
final class SheetMatching {

	private final ReadProgramme read;

	private final EventFrame frame;

	private final ProgrammeDocuments there;

	private final Map<String, SessionDocument> open = new LinkedHashMap<>();

	private final Map<String, String> keys = new HashMap<>();

	private SheetMatching(ReadProgramme read, EventFrame frame, ProgrammeDocuments there) {
		this.read = read;
		this.frame = frame;
		this.there = there;
		there.sessions()
			.values()
			.forEach((session) -> this.open.put(Matching.key(session.id(), session.origin()), session));
	}

	/**
	 * Returns the file with the keys of the stored sessions and speakers.
	 * @param read the file
	 * @param frame the event's time zone
	 * @param there the stored documents
	 */
	static ReadProgramme matched(ReadProgramme read, EventFrame frame, ProgrammeDocuments there) {
		if (read.format() == FileFormat.SCHEMA_ORG) {
			return new SheetMatching(read, frame, there).named(read);
		}
		return read.format().isTable() ? new SheetMatching(read, frame, there).matched() : read;
	}

	private ReadProgramme matched() {
		List<SessionEntry> left = new ArrayList<>();
		this.read.file().sessions().forEach((entry) -> {
			if (this.open.remove(entry.key()) == null && entry.key().startsWith("title/")) {
				left.add(entry);
			}
		});
		Map<String, List<String>> byTitle = index((session) -> List.copyOf(session.title().byLanguage().values()));
		left.removeIf((entry) -> take(entry, entry.title().values().stream(), byTitle, true));
		left.removeIf((entry) -> take(entry, entry.title().values().stream(), byTitle, false));
		Map<String, List<String>> byPlace = index((session) -> places(this.there.schedule().slots().get(session.id())));
		left.removeIf((entry) -> take(entry,
				entry.rooms().stream().map((room) -> entry.startsAt().in(this.frame.zone()) + " " + room), byPlace,
				false));
		return named(this.keys.isEmpty() ? this.read : renamed());
	}

	private Map<String, List<String>> index(Function<SessionDocument, List<String>> properties) {
		Map<String, List<String>> index = new HashMap<>();
		this.open.forEach((key, session) -> new HashSet<>(properties.apply(session))
			.forEach((property) -> index.computeIfAbsent(property, (_) -> new ArrayList<>()).add(key)));
		return index;
	}

	private List<String> places(@Nullable Slot slot) {
		return (slot == null) ? List.of()
				: slot.roomIds()
					.stream()
					.map((id) -> this.there.event().rooms().get(id))
					.filter(Objects::nonNull)
					.map((room) -> slot.startsAt() + " " + room.name())
					.toList();
	}

	/** Takes the only stored session with one of some properties. */
	private boolean take(SessionEntry entry, Stream<String> properties, Map<String, List<String>> index,
			boolean atItsTime) {
		List<String> candidates = properties.flatMap((property) -> index.getOrDefault(property, List.of()).stream())
			.distinct()
			.filter(this.open::containsKey)
			.filter((key) -> !atItsTime || startsWith(entry, key))
			.toList();
		if (candidates.size() != 1) {
			return false;
		}
		this.keys.put(entry.key(), candidates.getFirst());
		this.open.remove(candidates.getFirst());
		return true;
	}

	private boolean startsWith(SessionEntry entry, String key) {
		SessionDocument session = this.open.get(key);
		Slot slot = (session != null) ? this.there.schedule().slots().get(session.id()) : null;
		return slot != null && slot.startsAt().equals(entry.startsAt().in(this.frame.zone()));
	}

	private ReadProgramme renamed() {
		Map<String, String> places = new HashMap<>();
		this.read.places().forEach((key, place) -> places.put(this.keys.getOrDefault(key, key), place));
		return this.read.with(this.read.file()
			.with(this.read.file()
				.sessions()
				.stream()
				.map((entry) -> entry.as(this.keys.getOrDefault(entry.key(), entry.key())))
				.toList()), Map.copyOf(places), (key) -> this.keys.getOrDefault(key, key));
	}

	private ReadProgramme named(ReadProgramme keyed) {
		Map<String, List<SpeakerDocument>> byName = new HashMap<>();
		this.there.speakers()
			.values()
			.forEach((speaker) -> byName.computeIfAbsent(line(speaker.name()), (_) -> new ArrayList<>()).add(speaker));
		Map<String, String> sessionIds = new HashMap<>();
		this.there.sessions()
			.values()
			.forEach((session) -> sessionIds.put(Matching.key(session.id(), session.origin()), session.id()));
		Map<String, SpeakerEntry> written = new HashMap<>();
		keyed.file().speakers().forEach((speaker) -> written.put(speaker.key(), speaker));
		Map<String, SpeakerEntry> speakers = new LinkedHashMap<>();
		List<SessionEntry> sessions = keyed.file().sessions().stream().map((entry) -> {
			Slot slot = this.there.schedule().slots().get(sessionIds.getOrDefault(entry.key(), ""));
			Set<String> taken = new HashSet<>();
			return entry.by(entry.speakers().stream().map((part) -> {
				SpeakerEntry speaker = Objects.requireNonNull(written.get(part.speaker()));
				String key = known(byName.getOrDefault(line(speaker.name()), List.of()), slot, taken)
					.orElse(speaker.key());
				taken.add(key);
				speakers.put(key, as(speaker, key));
				return new SpeakerPart(key, part.role(), part.note());
			}).toList());
		}).toList();
		ProgrammeFile file = keyed.file().with(List.copyOf(speakers.values()), sessions);
		return keyed.with(file, keyed.places(), (key) -> key);
	}

	private static Optional<String> known(List<SpeakerDocument> alike, @Nullable Slot slot, Set<String> taken) {
		List<String> present = (slot != null) ? slot.speakers().stream().map(SpeakerRef::speakerId).toList()
				: List.of();
		return alike.stream()
			.sorted(Comparator.comparing((SpeakerDocument speaker) -> !present.contains(speaker.id()))
				.thenComparing(SpeakerDocument::id))
			.map((speaker) -> Matching.key(speaker.id(), speaker.origin()))
			.filter((key) -> !taken.contains(key))
			.findFirst();
	}

	private static String line(String name) {
		return PlainText.line(PlainText.tidy(name));
	}

	private static SpeakerEntry as(SpeakerEntry speaker, String key) {
		return new SpeakerEntry(key, speaker.name(), speaker.type(), speaker.titles(), speaker.organisation(),
				speaker.bio(), speaker.note(), speaker.hasPortrait(), speaker.portrait(), speaker.links(),
				speaker.facts());
	}

}
