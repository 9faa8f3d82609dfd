package dev.plenum.interchange.format;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.interchange.format.ScheduleTree.ScheduleEvent;
import dev.plenum.programme.document.EventFacts.VenueEntry;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.SessionKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Converts a schedule to a programme. Real schedules contain mistakes: a problem is
 * corrected or ignored with a warning if that is possible, and rejected otherwise.
 */
final class ScheduleConversion {

	private static final Pattern TRUE = Pattern.compile("(?i)true|1|yes|y|on|ja|x");

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	private final Warnings warnings;

	private final Map<String, RoomEntry> rooms = new LinkedHashMap<>();

	private final Map<String, TrackEntry> tracks = new LinkedHashMap<>();

	private final Map<String, SessionEntry> sessions = new LinkedHashMap<>();

	private final Map<String, String> places = new HashMap<>();

	private final Set<String> untimed = new HashSet<>();

	private final Map<ScheduleEvent, Span> spans = new IdentityHashMap<>();

	private final Map<String, Integer> languages = new LinkedHashMap<>();

	private final Map<String, SessionKind> kinds = new HashMap<>();

	private final ScheduleTree tree;

	private final ScheduleText text;

	private final SchedulePersons persons;

	private final @Nullable ZoneId zone;

	private final ScheduleTimes times;

	private ScheduleConversion(ScheduleTree tree) {
		this.tree = tree;
		this.warnings = tree.warnings();
		this.text = new ScheduleText(tree);
		this.zone = zone(tree.conference());
		this.times = new ScheduleTimes(tree, this.text, this.zone);
		this.persons = new SchedulePersons(this.text);
	}

	static ReadProgramme of(ScheduleTree tree, FileFormat format) {
		return new ScheduleConversion(tree).convert(format);
	}

	private ReadProgramme convert(FileFormat format) {
		JsonNode conference = this.tree.conference();
		conference.path("rooms").forEach(this::declaredRoom);
		conference.path("tracks").forEach(this::declaredTrack);
		this.tree.events().forEach(this::add);
		List<LocalDate> dates = this.times.named();
		String title = this.text.title(conference);
		String page = Addresses.of(this.text.line(conference, "url"), this.text.base()).orElse(null);
		ProgrammeFile file = new ProgrammeFile(ScheduleFormat.slug(this.text.line(conference, "acronym")),
				title.isEmpty() ? Map.of() : Map.of(ProgrammeFile.NO_LANGUAGE, title), null, null, null, null,
				dates.isEmpty() ? null : dates.getFirst(), dates.isEmpty() ? null : dates.getLast(),
				this.times.dayChange(this.spans), (this.zone != null) ? this.zone.getId() : null, languagesByUse(),
				venue(conference), (page != null) ? List.of(new Link(null, page, LinkKind.PAGE)) : List.of(),
				Addresses.web(this.text.line(conference, "logo"), this.text.base()).orElse(null), List.of(), List.of(),
				Map.of(), null, null, null, null, null, List.of(), List.of(), null, null, List.of(), List.of(), null,
				null,
				this.text.facts(conference, "acronym", "base_url", "url", "logo", "timeslot_duration", "description"),
				List.copyOf(this.rooms.values()), List.copyOf(this.tracks.values()), this.persons.all(),
				List.copyOf(this.sessions.values()), List.of());
		return new ReadProgramme(format, file, Map.copyOf(this.places), this.warnings.all(), Set.copyOf(this.untimed));
	}

	private void add(ScheduleEvent event) {
		this.times.of(event).ifPresentOrElse((span) -> {
			this.spans.put(event, span);
			add(event, span);
		}, () -> this.untimed.add(key(event, title(event))));
	}

	private void add(ScheduleEvent event, Span span) {
		JsonNode fields = event.fields();
		Set<String> places = new LinkedHashSet<>(List.of(room(event)));
		fields.path("additional_rooms")
			.forEach((further) -> places.add(Lengths.cut(PlainText.line(further.asString("").strip()), Lengths.LINE)));
		places.remove("");
		String title = title(event);
		List<SpeakerPart> speakers = speakers(event);
		String written = key(event, title);
		String key = written;
		for (int i = 2; this.sessions.containsKey(key); i++) {
			SessionEntry known = this.sessions.get(key);
			if (known.startsAt().equals(span.startsAt()) && known.endsAt().equals(span.endsAt())
					&& known.title().equals(ProgrammeFile.text(title)) && known.speakers().equals(speakers)) {
				this.sessions.put(key, known.in(withRooms(known.rooms(), places)));
				return;
			}
			key = written + "/" + i;
		}
		if (!key.equals(written)) {
			this.warnings.add(event.place(), "The file contains the guid or id '%s' more than once.", written);
		}
		String type = this.text.line(fields, "type");
		List<String> languages = this.text.languages(fields, event.place());
		languages.forEach((language) -> this.languages.merge(language, 1, Integer::sum));
		ScheduleText.Description description = this.text.description(fields, event.place());
		Map<String, String> facts = new HashMap<>(
				this.text.facts(fields, "id", "slug", "code", "url", "logo", "type", "recording_license",
						"recording_url", "recording_link", "feedback_url", "origin_url", "video_download_url"));
		facts.putAll(description.facts());
		String spoken = this.text.line(fields, "language");
		if (!spoken.isEmpty() && spoken.length() <= Lengths.FACT && !languages.equals(List.of(spoken))) {
			facts.put("language", spoken);
		}
		this.places.put(key, event.place());
		if (span.assumed()) {
			this.untimed.add(key);
		}
		this.sessions.put(key, new SessionEntry(key,
				this.kinds.computeIfAbsent(type,
						(word) -> word.isEmpty() ? SessionKind.LECTURE : Kinds.of(word, SessionKind.OTHER)),
				ProgrammeFile.text(title), ProgrammeFile.textOrNull(this.text.name(fields, "subtitle", event.place())),
				ProgrammeFile.textOrNull(description.text()), null, null, languages, track(event), List.of(),
				span.startsAt(), span.endsAt(), null, withRooms(List.of(), places), speakers, List.of(), List.of(),
				this.text.materials(fields, event.place()), this.text.sessionLinks(fields, event.place()),
				Addresses.web(this.text.line(fields, "logo"), this.text.base()).orElse(null), null, null, null,
				List.of(), null, null, isTrue(fields.path("do_not_record")) ? Boolean.TRUE : null, null, List.of(),
				facts));
	}

	private @Nullable VenueEntry venue(JsonNode conference) {
		String name = this.text.line(conference, "venue");
		String city = this.text.line(conference, "city");
		return (name.isEmpty() && city.isEmpty()) ? null
				: new VenueEntry(name.isEmpty() ? null : name, city.isEmpty() ? null : city, null, List.of());
	}

	private List<String> withRooms(List<String> known, Set<String> further) {
		Set<String> all = new LinkedHashSet<>(known);
		further.forEach((name) -> {
			String key = Lengths.key(name);
			this.rooms.computeIfAbsent(key, (_) -> new RoomEntry(key, name, null, null, null, null, Map.of()));
			all.add(key);
		});
		return List.copyOf(all);
	}

	private static boolean isTrue(JsonNode value) {
		return TRUE.matcher(value.asString("").strip()).matches();
	}

	private String key(ScheduleEvent event, String title) {
		String guid = this.text.line(event.fields(), "guid");
		if (!guid.isEmpty()) {
			return Lengths.key(guid);
		}
		for (String name : List.of("id", "code", "slug")) {
			String value = this.text.line(event.fields(), name);
			if (!value.isEmpty()) {
				return Lengths.key(name + "/" + value);
			}
		}
		this.warnings.add(event.place(), "The event has neither guid nor id, so its title identifies it.");
		return Lengths.key("title/" + title);
	}

	private String title(ScheduleEvent event) {
		String title = this.text.title(event.fields());
		if (title.isEmpty()) {
			this.warnings.add(event.place(), "The event has no title.");
			return "…";
		}
		return this.text.cut(title, Lengths.LINE, "title", event.place());
	}

	private String room(ScheduleEvent event) {
		String own = this.text.name(event.fields(), "room", event.place());
		return own.isEmpty() ? Lengths.cut(PlainText.line(event.room().strip()), Lengths.LINE) : own;
	}

	private @Nullable String track(ScheduleEvent event) {
		String name = this.text.name(event.fields(), "track", event.place());
		if (name.isEmpty()) {
			return null;
		}
		String key = Lengths.key(name);
		this.tracks.computeIfAbsent(key, (_) -> new TrackEntry(key, ProgrammeFile.text(name), null, Map.of()));
		return key;
	}

	private List<SpeakerPart> speakers(ScheduleEvent event) {
		Set<String> keys = new LinkedHashSet<>();
		event.fields().path("persons").forEach((person) -> {
			String key = this.persons.add(person, event.place());
			if (key != null && !keys.add(key)) {
				this.warnings.add(event.place(), "The event contains the person '%s' twice.", key);
			}
		});
		return keys.stream().map((key) -> new SpeakerPart(key, null, null)).toList();
	}

	private void declaredRoom(JsonNode room) {
		String name = room.isString() ? PlainText.line(room.asString().strip()) : this.text.name(room, "name", "");
		if (!name.isEmpty()) {
			Integer capacity = room.path("capacity").isInt() && room.path("capacity").asInt() > 0
					? Integer.valueOf(room.path("capacity").asInt()) : null;
			String key = Lengths.key(name);
			this.rooms.putIfAbsent(key, new RoomEntry(key, name, capacity, null, null, null,
					this.text.facts(room, "guid", "slug", "type", "description", "url")));
		}
	}

	private void declaredTrack(JsonNode track) {
		String name = track.isString() ? PlainText.line(track.asString().strip()) : this.text.name(track, "name", "");
		if (!name.isEmpty()) {
			String color = this.text.line(track, "color");
			String key = Lengths.key(name);
			this.tracks.putIfAbsent(key, new TrackEntry(key, ProgrammeFile.text(name),
					COLOR.matcher(color).matches() ? color : null, this.text.facts(track, "slug")));
		}
	}

	private @Nullable ZoneId zone(JsonNode conference) {
		String name = this.text.line(conference, "time_zone_name");
		Optional<ZoneId> zone = TimeZones.of(name);
		if (zone.isEmpty() && !name.isEmpty()) {
			this.warnings.add("", "'%s' is not a time zone such as Europe/Stockholm and is ignored.", name);
		}
		return zone.orElse(null);
	}

	private List<String> languagesByUse() {
		return this.languages.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
			.map(Map.Entry::getKey)
			.toList();
	}

}
