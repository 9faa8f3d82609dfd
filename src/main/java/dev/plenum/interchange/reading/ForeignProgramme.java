package dev.plenum.interchange.reading;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Lengths;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.ScheduleFormat;
import dev.plenum.interchange.format.TimeZones;
import dev.plenum.interchange.format.Warnings;
import dev.plenum.programme.document.EventFacts.VenueEntry;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * Collects the programme of a file in the format of another program. What is odd is
 * corrected or left out with a warning.
 */
final class ForeignProgramme {

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	private final Warnings warnings = new Warnings();

	private final Map<String, RoomEntry> rooms = new LinkedHashMap<>();

	private final Map<String, TrackEntry> tracks = new LinkedHashMap<>();

	private final Map<String, SpeakerEntry> speakers = new LinkedHashMap<>();

	private final Map<String, SessionEntry> sessions = new LinkedHashMap<>();

	private final Map<String, String> places = new HashMap<>();

	private final Set<String> untimed = new HashSet<>();

	private Map<String, String> name = Map.of();

	private @Nullable String slug;

	private @Nullable ZoneId zone;

	private @Nullable LocalDate startsOn;

	private @Nullable LocalDate endsOn;

	private @Nullable VenueEntry venue;

	/**
	 * Adds a warning.
	 * @param place the place in the file; empty for the whole file
	 * @param message what is wrong and what was done, with placeholders
	 * @param arguments the values of the placeholders
	 */
	void warn(String place, String message, Object... arguments) {
		this.warnings.add(place, message, arguments);
	}

	void slug(String acronym) {
		this.slug = ScheduleFormat.slug(acronym);
	}

	/** Notes a session that is left out since it has no time. */
	void untimed(String key) {
		this.untimed.add(Lengths.key(key));
	}

	void name(Map<String, String> texts) {
		this.name = cut(texts, Lengths.LINE, "name", "");
	}

	/** Sets the time zone of the event; null if the file does not name it. */
	void zone(@Nullable ZoneId known) {
		this.zone = known;
	}

	/**
	 * Sets the time zone of the event by its name.
	 * @param written the name; empty if the file does not contain it
	 * @param place the place in the file
	 */
	void zone(String written, String place) {
		if (!written.isEmpty()) {
			this.zone = TimeZones.of(written).orElse(null);
			if (this.zone == null) {
				warn(place, "'%s' is not a time zone such as Europe/Stockholm and is ignored.", written);
			}
		}
	}

	/** Sets the days of the event; each is null if the file does not contain it. */
	void days(@Nullable LocalDate first, @Nullable LocalDate last) {
		boolean ordered = first != null && last != null && !last.isBefore(first);
		this.startsOn = ordered ? first : null;
		this.endsOn = ordered ? last : null;
	}

	void venue(VenueEntry place) {
		this.venue = place;
	}

	/**
	 * Adds a room.
	 * @param written its name
	 * @return its key; empty if it has no name
	 */
	Optional<String> room(String written) {
		return room(written, null, Map.of());
	}

	Optional<String> room(String written, @Nullable Integer capacity, Map<String, String> facts) {
		String room = line(written);
		if (room.isEmpty()) {
			return Optional.empty();
		}
		String key = Lengths.key(room);
		this.rooms.putIfAbsent(key, new RoomEntry(key, room, capacity, null, null, null, facts));
		return Optional.of(key);
	}

	/**
	 * Adds a track.
	 * @param written its name
	 * @param color its colour such as {@code #00ff00}; others are ignored
	 * @return its key; null if it has no name
	 */
	@Nullable String track(Map<String, String> written, String color) {
		if (written.isEmpty()) {
			return null;
		}
		String key = Lengths.key(written.values().iterator().next());
		this.tracks.putIfAbsent(key, new TrackEntry(key, cut(written, Lengths.LINE, "track", ""),
				COLOR.matcher(color).matches() ? color : null, Map.of()));
		return key;
	}

	@Nullable String track(String written) {
		String track = line(written);
		return track.isEmpty() ? null : track(ProgrammeFile.text(track), "");
	}

	/** Adds a speaker of whom only the name is known. */
	Optional<SpeakerPart> speaker(String written, @Nullable String organisation) {
		String speaker = line(written);
		if (speaker.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(speaker("name/" + speaker, speaker, organisation, Map.of(), "", List.of()));
	}

	/**
	 * Adds a speaker, or what was not known of a speaker.
	 * @param written the key in the file
	 * @param speaker the name
	 * @param organisation the organisation; null if it is not known
	 * @param bio the biography; can be empty
	 * @param portrait the address of a picture; can be empty
	 * @param links links to show
	 */
	SpeakerPart speaker(String written, String speaker, @Nullable String organisation, Map<String, String> bio,
			String portrait, List<Link> links) {
		String key = Lengths.key(written);
		String picture = Addresses.web(portrait, "").orElse(null);
		add(new SpeakerEntry(key, line(speaker), SpeakerType.PERSON, List.of(), organisation,
				bio.isEmpty() ? null : cut(bio, Lengths.TEXT, "biography", ""), null,
				(picture != null) ? Boolean.TRUE : null, picture, links, Map.of()));
		return new SpeakerPart(key, null, null);
	}

	/** Adds a speaker, or what was not known of a speaker. */
	void add(SpeakerEntry speaker) {
		this.speakers.merge(speaker.key(), speaker, ForeignProgramme::richer);
	}

	/** Returns the speaker of a session, if the file contains them. */
	Optional<SpeakerPart> knownSpeaker(String written, @Nullable SpeakerRole role) {
		String key = Lengths.key(written);
		return this.speakers.containsKey(key) ? Optional.of(new SpeakerPart(key, role, null)) : Optional.empty();
	}

	/**
	 * Adds a session. A repeated key is one session in several rooms if time, title and
	 * speakers agree, otherwise several sessions.
	 */
	void add(SessionDraft draft) {
		if (this.sessions.size() == Lengths.MOST_ITEMS) {
			throw new FaultyFileException(draft.place,
					"There are more than %d sessions.".formatted(Lengths.MOST_ITEMS));
		}
		draft.title = cut(draft.title, Lengths.LINE, "title", draft.place);
		if (draft.title.isEmpty()) {
			warn(draft.place, "The session has no title.");
			draft.title = ProgrammeFile.text("…");
		}
		draft.subtitle = cut(draft.subtitle, Lengths.LINE, "subtitle", draft.place);
		draft.description = cut(draft.description, Lengths.TEXT, "description", draft.place);
		List<SpeakerPart> distinct = distinct(draft.speakers);
		draft.speakers.clear();
		draft.speakers.addAll(distinct);
		String written = Lengths.key(draft.key);
		String key = written;
		for (int i = 2; this.sessions.containsKey(key); i++) {
			SessionEntry known = this.sessions.get(key);
			if (isSame(known, draft)) {
				Set<String> both = new LinkedHashSet<>(known.rooms());
				both.addAll(draft.rooms);
				this.sessions.put(key, known.in(List.copyOf(both)));
				return;
			}
			key = written + "/" + i;
		}
		if (!key.equals(written)) {
			warn(draft.place, "The file contains the id '%s' more than once.", draft.key);
		}
		this.places.put(key, draft.place);
		if (draft.endAssumed) {
			this.untimed.add(key);
		}
		this.sessions.put(key, draft.as(key));
	}

	private static boolean isSame(SessionEntry known, SessionDraft draft) {
		return known.startsAt().equals(draft.startsAt) && known.endsAt().equals(draft.endsAt)
				&& known.title().equals(draft.title) && known.speakers().equals(draft.speakers);
	}

	private static List<SpeakerPart> distinct(List<SpeakerPart> parts) {
		Map<String, SpeakerPart> byKey = new LinkedHashMap<>();
		parts.forEach((part) -> byKey.putIfAbsent(part.speaker(), part));
		return List.copyOf(byKey.values());
	}

	ReadProgramme build(FileFormat format) {
		ProgrammeFile file = new ProgrammeFile(this.slug, this.name, null, null, null, null, this.startsOn, this.endsOn,
				null, (this.zone != null) ? this.zone.getId() : null, languages(), this.venue, List.of(), null,
				List.of(), List.of(), Map.of(), null, null, null, null, null, List.of(), List.of(), null, null,
				List.of(), List.of(), null, null, Map.of(), List.copyOf(this.rooms.values()),
				List.copyOf(this.tracks.values()), List.copyOf(this.speakers.values()),
				List.copyOf(this.sessions.values()), List.of());
		return new ReadProgramme(format, file, Map.copyOf(this.places), this.warnings.all(), Set.copyOf(this.untimed));
	}

	/**
	 * Returns the languages of the event: those of its name, otherwise those of its texts
	 * and sessions, the most frequent one first.
	 */
	private List<String> languages() {
		Map<String, Long> uses = Stream
			.concat(this.name.keySet().stream(),
					this.sessions.values()
						.stream()
						.flatMap((session) -> Stream.concat(session.title().keySet().stream(),
								Stream.ofNullable(session.language()))))
			.filter((language) -> !language.isEmpty())
			.collect(Collectors.groupingBy((language) -> language, LinkedHashMap::new, Collectors.counting()));
		List<String> languages = new ArrayList<>(uses.keySet());
		languages.sort((one, other) -> Long.compare(uses.getOrDefault(other, 0L), uses.getOrDefault(one, 0L)));
		return languages;
	}

	private static SpeakerEntry richer(SpeakerEntry one, SpeakerEntry other) {
		return new SpeakerEntry(one.key(), one.name(), one.type(),
				one.titles().isEmpty() ? other.titles() : one.titles(),
				(one.organisation() != null) ? one.organisation() : other.organisation(),
				(one.bio() != null) ? one.bio() : other.bio(), null,
				(one.portrait() != null) ? one.hasPortrait() : other.hasPortrait(),
				(one.portrait() != null) ? one.portrait() : other.portrait(),
				one.links().isEmpty() ? other.links() : one.links(), Map.of());
	}

	private Map<String, String> cut(Map<String, String> texts, int length, String what, String place) {
		Map<String, String> cut = new LinkedHashMap<>();
		texts.forEach((language, text) -> {
			if (!Lengths.fits(text, length)) {
				warn(place, "The text '%s' is cut at %d characters.", what, length);
			}
			if (!text.isBlank()) {
				cut.put(language, Lengths.cut(text, length));
			}
		});
		return cut;
	}

	private static String line(String written) {
		return Lengths.cut(written.strip(), Lengths.LINE);
	}

}
