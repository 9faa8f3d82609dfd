package dev.plenum.interchange.format;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.programme.Link;
import dev.plenum.programme.LinkKind;
import dev.plenum.programme.EventDays;
import dev.plenum.programme.SessionKind;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts a programme to the structure of schedule.json. The format has one language for
 * each text, one room for each session and no cancellation: a text is written in its
 * session's language, {@code additional_rooms} contains further rooms, and cancelled
 * sessions are omitted.
 */
final class ScheduleWriter {

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

	private final ProgrammeFile programme;

	private final ZoneId zone;

	private final EventDays days;

	private final String base;

	private final Map<String, String> rooms = new HashMap<>();

	private final Map<String, String> tracks = new HashMap<>();

	private final Map<String, SpeakerEntry> speakers = new HashMap<>();

	private ScheduleWriter(ProgrammeFile programme) {
		this.programme = programme;
		this.zone = ZoneId.of(Objects.requireNonNullElse(programme.timezone(), "UTC"));
		this.base = programme.facts().getOrDefault("base_url", "");
		LocalDate first = Objects.requireNonNullElse(programme.startsOn(), LocalDate.EPOCH);
		this.days = new EventDays(first, Objects.requireNonNullElse(programme.endsOn(), first),
				Objects.requireNonNullElse(programme.dayChange(), EventDays.DEFAULT_CHANGE), this.zone);
		programme.rooms().forEach((room) -> this.rooms.put(room.key(), room.name()));
		programme.tracks().forEach((track) -> this.tracks.put(track.key(), text(track.name(), null)));
		programme.speakers().forEach((speaker) -> this.speakers.put(speaker.key(), speaker));
	}

	static ObjectNode json(ProgrammeFile programme) {
		return new ScheduleWriter(programme).schedule();
	}

	private ObjectNode schedule() {
		ObjectNode root = JsonFile.MAPPER.createObjectNode();
		root.put("$schema", "https://c3voc.de/schedule/schema.json");
		root.putObject("generator").put("name", ScheduleText.PLENUM);
		ObjectNode schedule = root.putObject("schedule");
		schedule.put("version", "1");
		fact(schedule, this.programme.facts(), "base_url");
		conference(schedule.putObject("conference"));
		return root;
	}

	private void conference(ObjectNode conference) {
		Map<LocalDate, List<SessionEntry>> days = days();
		LocalDate first = (this.programme.startsOn() != null) ? this.programme.startsOn() : LocalDate.EPOCH;
		LocalDate last = (this.programme.endsOn() != null) ? this.programme.endsOn() : first;
		conference
			.put("acronym",
					this.programme.facts()
						.getOrDefault("acronym", Objects.requireNonNullElse(this.programme.slug(), "")))
			.put("title", text(this.programme.name(), null))
			.put("start", first.toString())
			.put("end", last.toString())
			.put("daysCount", days.size())
			.put("timeslot_duration", this.programme.facts().getOrDefault("timeslot_duration", "00:05"))
			.put("time_zone_name", this.zone.getId());
		fact(conference, this.programme.facts(), "description");
		put(conference, "url", address(this.programme.facts().get("url"), url(this.programme.links(), LinkKind.PAGE)));
		put(conference, "logo", address(this.programme.facts().get("logo"), this.programme.logo()));
		ArrayNode tracks = conference.putArray("tracks");
		this.programme.tracks().forEach((TrackEntry track) -> {
			ObjectNode node = tracks.addObject().put("name", text(track.name(), null));
			put(node, "color", track.color());
			fact(node, track.facts(), "slug");
		});
		ArrayNode rooms = conference.putArray("rooms");
		this.programme.rooms().forEach((RoomEntry room) -> {
			ObjectNode node = rooms.addObject()
				.put("name", room.name())
				.put("guid", Objects.requireNonNullElse(room.facts().get("guid"), Guids.of(room.key())));
			if (room.capacity() != null) {
				node.put("capacity", room.capacity());
			}
			for (String name : List.of("slug", "type", "description", "url")) {
				fact(node, room.facts(), name);
			}
		});
		ArrayNode list = conference.putArray("days");
		days.forEach((date, sessions) -> day(list.addObject().put("index", list.size()), date, sessions));
	}

	private Map<LocalDate, List<SessionEntry>> days() {
		Map<LocalDate, List<SessionEntry>> days = new TreeMap<>(this.programme.sessions()
			.stream()
			.filter((session) -> session.status() != SessionStatus.CANCELLED)
			.collect(Collectors.groupingBy((session) -> this.days.of(start(session)))));
		if (this.programme.startsOn() != null && this.programme.endsOn() != null) {
			this.programme.startsOn()
				.datesUntil(this.programme.endsOn().plusDays(1))
				.forEach((date) -> days.putIfAbsent(date, List.of()));
		}
		return days;
	}

	private void day(ObjectNode day, LocalDate date, List<SessionEntry> sessions) {
		Instant begin = sessions.stream()
			.map(this::start)
			.min(Comparator.naturalOrder())
			.orElse(date.atStartOfDay(this.zone).toInstant());
		Instant end = sessions.stream()
			.map((session) -> session.endsAt().in(this.zone))
			.max(Comparator.naturalOrder())
			.orElse(date.plusDays(1).atStartOfDay(this.zone).toInstant());
		day.put("date", date.toString()).put("day_start", time(begin)).put("day_end", time(end));
		ObjectNode rooms = day.putObject("rooms");
		Map<String, List<SessionEntry>> byRoom = new LinkedHashMap<>();
		this.programme.rooms().forEach((room) -> byRoom.put(room.name(), new java.util.ArrayList<>()));
		sessions.forEach(
				(session) -> byRoom
					.computeIfAbsent(session.rooms().isEmpty() ? "" : room(session.rooms().getFirst()),
							(name) -> new java.util.ArrayList<>())
					.add(session));
		byRoom.forEach((room, scheduled) -> {
			if (!scheduled.isEmpty()) {
				ArrayNode events = rooms.putArray(room);
				scheduled.stream()
					.sorted(Comparator.comparing(this::start))
					.forEach((session) -> event(events.addObject(), session, room));
			}
		});
	}

	private void event(ObjectNode event, SessionEntry session, String room) {
		Instant start = start(session);
		String type = session.facts().getOrDefault("type", "");
		String spoken = session.facts().getOrDefault("language", "");
		String language = session.language();
		event.put("guid", Guids.of(session.key()))
			.put("id", number(session.facts(), session.key()))
			.put("date", time(start))
			.put("start", CLOCK.format(start.atZone(this.zone)))
			.put("duration", Durations.write(Duration.between(start, session.endsAt().in(this.zone))))
			.put("room", room)
			.put("slug", session.facts().getOrDefault("slug", "session-" + number(session.facts(), session.key())))
			.put("title", text(session.title(), language))
			.put("subtitle", textOrEmpty(session.subtitle(), language))
			.put("track", (session.track() != null) ? this.tracks.getOrDefault(session.track(), "") : "")
			.put("type", means(type, session.kind()) ? type : Kinds.word(session.kind()))
			.put("language",
					Languages.of(spoken).tags().equals(session.spoken()) ? spoken : String.join("/", session.spoken()));
		description(event, session);
		for (String name : List.of("code", "recording_license", "recording_url", "recording_link", "origin_url",
				"video_download_url")) {
			fact(event, session.facts(), name);
		}
		put(event, "logo", address(session.facts().get("logo"), session.image()));
		put(event, "url", address(session.facts().get("url"), url(session.links(), LinkKind.PAGE)));
		put(event, "feedback_url",
				address(session.facts().get("feedback_url"), url(session.links(), LinkKind.FEEDBACK)));
		event.put("do_not_record", Boolean.TRUE.equals(session.doNotRecord()));
		ArrayNode further = event.putArray("additional_rooms");
		session.rooms().stream().skip(1).map(this::room).forEach(further::add);
		ArrayNode persons = event.putArray("persons");
		session.speakers()
			.stream()
			.map((part) -> this.speakers.get(part.speaker()))
			.filter(Objects::nonNull)
			.forEach((speaker) -> person(persons.addObject(), speaker));
		links(event,
				session.links()
					.stream()
					.filter((link) -> !link.url().equals(url(session.links(), LinkKind.PAGE))
							&& !link.url().equals(url(session.links(), LinkKind.FEEDBACK)))
					.toList());
		ArrayNode attachments = event.putArray("attachments");
		session.materials()
			.stream()
			.filter((material) -> material.url() != null)
			.forEach((MaterialEntry material) -> attachments.addObject()
				.put("url", material.url())
				.put("title", textOrEmpty(material.title(), language)));
	}

	private void description(ObjectNode event, SessionEntry session) {
		String text = textOrEmpty(session.description(), session.language());
		int length = Integer.parseInt(session.facts().getOrDefault(ScheduleText.ABSTRACT_LENGTH, "-1"));
		boolean joined = length == 0 || length > 0 && length < text.length() && text.startsWith("\n\n", length);
		event.put("abstract", joined ? text.substring(0, length) : text)
			.put("description", joined ? text.substring(length).strip() : "");
	}

	private void person(ObjectNode person, SpeakerEntry speaker) {
		String code = speaker.facts().get("code");
		person.put("id", number(speaker.facts(), speaker.key()))
			.put("guid", Guids.of(speaker.key()))
			.put("name", speaker.name())
			.put("public_name", speaker.name());
		put(person, "code", code);
		put(person, "avatar", speaker.portrait());
		put(person, "biography", (speaker.bio() != null) ? text(speaker.bio(), null) : null);
		links(person, speaker.links());
	}

	private static void links(ObjectNode node, List<Link> links) {
		ArrayNode list = node.putArray("links");
		links.forEach((link) -> {
			ObjectNode item = list.addObject()
				.put("url", link.url())
				.put("title", Objects.requireNonNullElse(link.title(), link.url()));
			put(item, "type", (link.kind() != null) ? link.kind().name().toLowerCase(Locale.ROOT) : null);
		});
	}

	private static @Nullable String url(List<Link> links, LinkKind kind) {
		return links.stream().filter((link) -> link.kind() == kind).map(Link::url).findFirst().orElse(null);
	}

	/**
	 * Returns the address as the file had it, which can be relative, unless it is another
	 * one now.
	 */
	private @Nullable String address(@Nullable String written, @Nullable String now) {
		return (now == null || written != null && Addresses.of(written, this.base).filter(now::equals).isPresent())
				? written : now;
	}

	private String room(String key) {
		return this.rooms.getOrDefault(key, "");
	}

	private Instant start(SessionEntry session) {
		return session.startsAt().in(this.zone);
	}

	private String time(Instant instant) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(this.zone).toOffsetDateTime());
	}

	private static boolean means(String type, SessionKind kind) {
		return type.isEmpty() ? kind == SessionKind.LECTURE : Kinds.of(type, SessionKind.OTHER) == kind;
	}

	private String text(Map<String, String> byLanguage, @Nullable String language) {
		String own = (language != null) ? byLanguage.get(language) : null;
		return (own != null) ? own : byLanguage.isEmpty() ? "" : byLanguage.values().iterator().next();
	}

	private String textOrEmpty(@Nullable Map<String, String> byLanguage, @Nullable String language) {
		return (byLanguage != null) ? text(byLanguage, language) : "";
	}

	private static int number(Map<String, String> facts, String key) {
		String id = facts.getOrDefault("id", "");
		return id.matches("\\d{1,9}") ? Integer.parseInt(id) : Guids.of(key).hashCode() & 0x3fffffff;
	}

	private static void fact(ObjectNode node, Map<String, String> facts, String name) {
		put(node, name, facts.get(name));
	}

	private static void put(ObjectNode node, String name, @Nullable String value) {
		if (value != null) {
			node.put(name, value);
		}
	}

}
