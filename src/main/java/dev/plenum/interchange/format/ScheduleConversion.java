package dev.plenum.interchange.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.interchange.format.ScheduleTree.ScheduleEvent;
import dev.plenum.programme.SessionKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Converts a schedule to a programme. Real schedules contain mistakes: a problem is
 * corrected or ignored with a warning if that is possible, and rejected otherwise.
 */
final class ScheduleConversion {

	private static final Duration SHORTEST = Duration.ofMinutes(5);

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	private final Warnings warnings = new Warnings();

	private final Map<String, RoomEntry> rooms = new LinkedHashMap<>();

	private final Map<String, TrackEntry> tracks = new LinkedHashMap<>();

	private final Map<String, SessionEntry> sessions = new LinkedHashMap<>();

	private final Map<String, String> places = new HashMap<>();

	private final Map<String, Integer> languages = new LinkedHashMap<>();

	private final Map<String, SessionKind> kinds = new HashMap<>();

	private final ScheduleTree tree;

	private final ScheduleText text;

	private final SchedulePersons persons;

	private ScheduleConversion(ScheduleTree tree) {
		this.tree = tree;
		this.text = new ScheduleText(tree, this.warnings);
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
		List<LocalDate> dates = dates(conference);
		String title = this.text.line(conference, "title");
		ProgrammeFile file = new ProgrammeFile(slug(this.text.line(conference, "acronym")),
				title.isEmpty() ? Map.of() : Map.of(ProgrammeFile.NO_LANGUAGE, title), null, null, null, null,
				dates.isEmpty() ? null : dates.getFirst(), dates.isEmpty() ? null : dates.getLast(),
				timezone(conference), languagesByUse(), null, List.of(), List.of(), Map.of(), null, null, null, null,
				null, List.of(), List.of(), null, List.of(),
				this.text.facts(conference, "acronym", "base_url", "url", "logo", "timeslot_duration", "description"),
				List.copyOf(this.rooms.values()), List.copyOf(this.tracks.values()), this.persons.all(),
				List.copyOf(this.sessions.values()), List.of());
		return new ReadProgramme(format, file, Map.copyOf(this.places), this.warnings.all());
	}

	private void add(ScheduleEvent event) {
		JsonNode fields = event.fields();
		Moment startsAt = start(event);
		Duration duration = duration(event);
		Moment endsAt = new Moment(startsAt.wallTime().plus(duration), startsAt.offset());
		String room = room(event);
		String key = key(event);
		SessionEntry known = this.sessions.get(key);
		if (known != null && known.startsAt().equals(startsAt) && known.endsAt().equals(endsAt)) {
			addRoom(known, room);
			return;
		}
		for (int i = 2; this.sessions.containsKey(key); i++) {
			if (i == 2) {
				this.warnings.add(event.place(), "The file contains the guid or id '%s' more than once.", key);
			}
			key = key(event) + "/" + i;
		}
		Set<String> rooms = new LinkedHashSet<>(room.isEmpty() ? List.of() : List.of(room));
		fields.path("additional_rooms").forEach((further) -> rooms.add(further.asString("").strip()));
		rooms.remove("");
		rooms.forEach((name) -> this.rooms.computeIfAbsent(name, ScheduleConversion::room));
		String type = this.text.line(fields, "type");
		String language = this.text.language(fields, event.place());
		if (language != null) {
			this.languages.merge(language, 1, Integer::sum);
		}
		ScheduleText.Description description = this.text.description(fields);
		Map<String, String> facts = new HashMap<>(this.text.facts(fields, "id", "slug", "code", "url", "logo", "type",
				"recording_license", "feedback_url", "origin_url", "video_download_url"));
		facts.putAll(description.facts());
		String spoken = this.text.line(fields, "language");
		if (!spoken.isEmpty() && !spoken.equals(language)) {
			facts.put("language", spoken);
		}
		this.places.put(key, event.place());
		this.sessions.put(key, new SessionEntry(key,
				this.kinds.computeIfAbsent(type,
						(word) -> word.isEmpty() ? SessionKind.LECTURE : Kinds.of(word, SessionKind.OTHER)),
				ScheduleText.text(title(event)), ScheduleText.textOrNull(this.text.line(fields, "subtitle")),
				ScheduleText.textOrNull(description.text()), null, language, List.of(), track(fields), List.of(),
				startsAt, endsAt, null, List.copyOf(rooms), speakers(event), List.of(), List.of(),
				this.text.attachments(fields, event.place()), this.text.links(fields, event.place()), null, null, null,
				null, fields.path("do_not_record").asBoolean(false) ? Boolean.TRUE : null, null, List.of(), facts));
	}

	private void addRoom(SessionEntry known, String room) {
		if (room.isEmpty() || known.rooms().contains(room)) {
			return;
		}
		this.rooms.computeIfAbsent(room, ScheduleConversion::room);
		List<String> rooms = new ArrayList<>(known.rooms());
		rooms.add(room);
		this.sessions.put(known.key(),
				new SessionEntry(known.key(), known.kind(), known.title(), known.subtitle(), known.description(),
						known.remark(), known.language(), known.languages(), known.track(), known.tags(),
						known.startsAt(), known.endsAt(), known.status(), rooms, known.speakers(), known.parts(),
						known.organisations(), known.materials(), known.links(), known.capacity(), known.booking(),
						known.signedUp(), known.preRecorded(), known.doNotRecord(), known.accessibility(),
						known.assumed(), known.facts()));
	}

	private String key(ScheduleEvent event) {
		String guid = this.text.line(event.fields(), "guid");
		if (!guid.isEmpty()) {
			return guid;
		}
		for (String name : List.of("id", "code", "slug")) {
			String value = this.text.line(event.fields(), name);
			if (!value.isEmpty()) {
				return name + "/" + value;
			}
		}
		this.warnings.add(event.place(), "The event has neither guid nor id, so its title identifies it.");
		return "title/" + title(event);
	}

	private String title(ScheduleEvent event) {
		String title = this.text.line(event.fields(), "title");
		if (title.isEmpty()) {
			this.warnings.add(event.place(), "The event has no title.");
			return "…";
		}
		return Lengths.cut(title, Lengths.LINE);
	}

	private Moment start(ScheduleEvent event) {
		String date = this.text.line(event.fields(), "date");
		try {
			if (date.length() > "2024-10-02".length()) {
				return Moment.parse(date);
			}
			LocalDate day = LocalDate.parse(date.isEmpty() ? event.date() : date);
			LocalTime start = time(this.text.line(event.fields(), "start"));
			String dayChange = this.text.line(this.tree.conference(), "day_change");
			boolean nextDay = date.isEmpty() && !dayChange.isEmpty() && start.isBefore(time(dayChange));
			return new Moment((nextDay ? day.plusDays(1) : day).atTime(start), null);
		}
		catch (DateTimeException ex) {
			throw new FaultyFileException(event.place(), "'%s' is not a date and time."
				.formatted(date.isEmpty() ? event.date() + " " + this.text.line(event.fields(), "start") : date));
		}
	}

	private static LocalTime time(String text) {
		return LocalTime.parse((text.indexOf(':') == 1) ? "0" + text : text);
	}

	private Duration duration(ScheduleEvent event) {
		String written = this.text.line(event.fields(), "duration");
		Duration duration = Durations.parse(written)
			.orElseThrow(() -> new FaultyFileException(event.place(),
					"'%s' is not a duration of at most a week, such as 0:45.".formatted(written)));
		if (duration.isZero()) {
			Duration slot = Durations.parse(this.text.line(this.tree.conference(), "timeslot_duration"))
				.filter(Duration::isPositive)
				.orElse(SHORTEST);
			this.warnings.add(event.place(), "The event has no duration; %d minutes are assumed.", slot.toMinutes());
			return slot;
		}
		return duration;
	}

	private String room(ScheduleEvent event) {
		String own = this.text.line(event.fields(), "room");
		return own.isEmpty() ? event.room().strip() : own;
	}

	private @Nullable String track(JsonNode fields) {
		String name = this.text.line(fields, "track");
		if (name.isEmpty()) {
			return null;
		}
		this.tracks.computeIfAbsent(name, (key) -> new TrackEntry(key, ScheduleText.text(key), null, Map.of()));
		return name;
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
		String name = room.isString() ? room.asString().strip() : this.text.line(room, "name");
		if (!name.isEmpty()) {
			Integer capacity = room.path("capacity").isInt() && room.path("capacity").asInt() > 0
					? Integer.valueOf(room.path("capacity").asInt()) : null;
			this.rooms.putIfAbsent(name, new RoomEntry(name, name, capacity, null, null, null,
					this.text.facts(room, "guid", "slug", "type", "description", "url")));
		}
	}

	private static RoomEntry room(String name) {
		return new RoomEntry(name, name, null, null, null, null, Map.of());
	}

	private void declaredTrack(JsonNode track) {
		String name = track.isString() ? track.asString().strip() : this.text.line(track, "name");
		if (!name.isEmpty()) {
			String color = this.text.line(track, "color");
			this.tracks.putIfAbsent(name, new TrackEntry(name, ScheduleText.text(name),
					COLOR.matcher(color).matches() ? color : null, this.text.facts(track, "slug")));
		}
	}

	private @Nullable String timezone(JsonNode conference) {
		String name = this.text.line(conference, "time_zone_name");
		if (name.isEmpty()) {
			return null;
		}
		try {
			return ZoneId.of(name).getId();
		}
		catch (DateTimeException ex) {
			this.warnings.add("", "'%s' is not an IANA time zone and is ignored.", name);
			return null;
		}
	}

	private List<LocalDate> dates(JsonNode conference) {
		List<String> dates = new ArrayList<>(this.tree.dates());
		dates.add(this.text.line(conference, "start"));
		dates.add(this.text.line(conference, "end"));
		return dates.stream().map(ScheduleConversion::date).filter(Objects::nonNull).sorted().toList();
	}

	private static @Nullable LocalDate date(String text) {
		try {
			return (text.length() >= 10) ? LocalDate.parse(text.substring(0, 10)) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private List<String> languagesByUse() {
		return this.languages.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
			.map(Map.Entry::getKey)
			.toList();
	}

	private static @Nullable String slug(String acronym) {
		String slug = acronym.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
		return slug.isEmpty() ? null : slug;
	}

}
