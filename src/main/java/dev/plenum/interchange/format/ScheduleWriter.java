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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts a programme to the structure of schedule.json. The format has one language for
 * each text, one room for each session and no cancellation: a text is written in its
 * session's language, further rooms are written beside the format, and cancelled sessions
 * are omitted.
 */
final class ScheduleWriter {

	/** What the schema of the format allows. */
	private static final Pattern SLOT = Pattern.compile("\\d{1,2}:\\d{2}");

	private static final Pattern ZONE = Pattern.compile("^[A-Z][a-z]+/[A-Z][a-z]+|UTC$");

	private static final int SHORTEST_ACRONYM = 4;

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

	private final ProgrammeFile programme;

	private final ZoneId zone;

	private final EventDays days;

	private final String base;

	private final Map<String, String> rooms = new HashMap<>();

	private final Map<String, String> tracks = new HashMap<>();

	private final Map<String, SpeakerEntry> speakers = new HashMap<>();

	private final ExportNumbers ids;

	private final ExportNumbers personIds;

	private final Map<String, String> slugs;

	private final Map<String, String> codes;

	private ScheduleWriter(ProgrammeFile programme) {
		this.programme = programme;
		this.zone = ZoneId.of(Objects.requireNonNullElse(programme.timezone(), "UTC"));
		LocalDate first = Objects.requireNonNullElse(programme.startsOn(), LocalDate.EPOCH);
		this.days = new EventDays(first, Objects.requireNonNullElse(programme.endsOn(), first),
				Objects.requireNonNullElse(programme.dayChange(), EventDays.DEFAULT_CHANGE), this.zone);
		this.base = programme.facts().getOrDefault("base_url", "");
		programme.rooms().forEach((room) -> this.rooms.put(room.key(), room.name()));
		programme.tracks().forEach((track) -> this.tracks.put(track.key(), text(track.name(), null)));
		programme.speakers().forEach((speaker) -> this.speakers.put(speaker.key(), speaker));
		this.ids = new ExportNumbers(
				programme.sessions().stream().collect(Collectors.toMap(SessionEntry::key, SessionEntry::facts)));
		this.personIds = new ExportNumbers(
				programme.speakers().stream().collect(Collectors.toMap(SpeakerEntry::key, SpeakerEntry::facts)));
		this.slugs = ExportNames.slugs(programme.sessions(), this.ids);
		this.codes = ExportNames.unique(programme.sessions(), "code", ScheduleProperties.CODE);
	}

	/**
	 * Returns the schedule.json.
	 * @param programme the programme
	 * @param revision the revision of the schedule
	 */
	static ObjectNode json(ProgrammeFile programme, int revision) {
		ObjectNode root = tree(programme, revision);
		Besides.moveToMeta((ObjectNode) root.path("schedule").path("conference"));
		return root;
	}

	/**
	 * Returns the schedule, with the values that the format has no place for as
	 * {@link Besides} names them.
	 * @param programme the programme
	 * @param revision the revision of the schedule
	 */
	static ObjectNode tree(ProgrammeFile programme, int revision) {
		return new ScheduleWriter(programme).schedule(revision);
	}

	private ObjectNode schedule(int revision) {
		ObjectNode root = JsonFile.MAPPER.createObjectNode();
		root.put("$schema", "https://c3voc.de/schedule/schema.json");
		root.putObject("generator").put("name", ScheduleText.PLENUM);
		ObjectNode schedule = root.putObject("schedule");
		schedule.put("version", String.valueOf(revision));
		ObjectNode conference = schedule.putObject("conference");
		conference(conference);
		String base = this.programme.facts().get("base_url");
		if (base != null && ScheduleProperties.ADDRESS.matcher(base).matches()) {
			schedule.put("base_url", base);
		}
		else if (base != null) {
			Besides.of(conference).put("base_url", base);
		}
		return root;
	}

	private void conference(ObjectNode conference) {
		Map<LocalDate, List<SessionEntry>> days = days();
		Map<String, String> facts = this.programme.facts();
		String name = facts.getOrDefault("acronym", Objects.requireNonNullElse(this.programme.slug(), ""));
		String slot = facts.getOrDefault("timeslot_duration", "");
		conference.put("acronym", acronym(name))
			.put("title", text(this.programme.name(), null))
			.put("start", this.days.startsOn().toString())
			.put("end", this.days.endsOn().toString())
			.put("daysCount", days.size())
			.put("timeslot_duration", SLOT.matcher(slot).matches() ? slot : "00:05");
		if (facts.containsKey("acronym") && !acronym(name).equals(name)) {
			Besides.of(conference).put("acronym", name);
		}
		if (ZONE.matcher(this.zone.getId()).find()) {
			conference.put("time_zone_name", this.zone.getId());
		}
		else {
			Besides.of(conference).put("time_zone_name", this.zone.getId());
		}
		ScheduleProperties.fact(conference, facts, "description");
		ScheduleProperties.absolute(conference, "url",
				address(facts.get("url"), url(this.programme.links(), LinkKind.PAGE)));
		ScheduleProperties.absolute(conference, "logo", address(facts.get("logo"), this.programme.logo()));
		ArrayNode tracks = conference.putArray("tracks");
		this.programme.tracks().forEach((TrackEntry track) -> {
			ObjectNode node = tracks.addObject().put("name", text(track.name(), null));
			ScheduleProperties.put(node, "color", track.color());
			ScheduleProperties.matching(node, track.facts(), "slug", ScheduleProperties.SLUG);
		});
		ArrayNode rooms = conference.putArray("rooms");
		this.programme.rooms().forEach((RoomEntry room) -> room(rooms.addObject(), room));
		ArrayNode list = conference.putArray("days");
		days.forEach((date, sessions) -> day(list.addObject().put("index", list.size()), date, sessions));
	}

	private static String acronym(String name) {
		String acronym = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
		return acronym + "_".repeat(Math.max(0, SHORTEST_ACRONYM - acronym.length()));
	}

	private static void room(ObjectNode node, RoomEntry room) {
		node.put("name", room.name()).put("guid", Guids.of(room.facts().getOrDefault("guid", room.key())));
		if (room.capacity() != null) {
			node.put("capacity", room.capacity());
		}
		ScheduleProperties.matching(node, room.facts(), "slug", ScheduleProperties.SLUG);
		ScheduleProperties.matching(node, room.facts(), "type", ScheduleProperties.ROOM_TYPE);
		ScheduleProperties.fact(node, room.facts(), "description");
		ScheduleProperties.matching(node, room.facts(), "url", ScheduleProperties.ADDRESS);
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
		Instant change = date.atTime(this.days.change()).atZone(this.zone).toInstant();
		Instant begin = sessions.stream()
			.map(this::start)
			.filter(change::isAfter)
			.min(Comparator.naturalOrder())
			.orElse(change);
		day.put("date", date.toString()).put("day_start", time(begin)).put("day_end", time(this.days.endOf(date)));
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
		Instant end = session.endsAt().in(this.zone);
		String guid = Guids.of(session.key());
		event.put("guid", guid)
			.put("id", this.ids.of(session.key()))
			.put("date", time(start))
			.put("start", CLOCK.format(start.atZone(this.zone)))
			.put("end", time(end))
			.put("duration", Durations.minutes(Duration.between(start, end)))
			.put("room", room)
			.put("slug", Objects.requireNonNull(this.slugs.get(session.key())))
			.put("url", "urn:uuid:" + guid)
			.put("title", text(session.title(), language))
			.put("subtitle", textOrEmpty(session.subtitle(), language))
			.put("track", (session.track() != null) ? this.tracks.getOrDefault(session.track(), "") : "")
			.put("type", means(type, session.kind()) ? type : Kinds.word(session.kind()))
			.put("language",
					Languages.of(spoken).tags().equals(session.spoken()) ? spoken : String.join("/", session.spoken()));
		description(event, session);
		ScheduleProperties.put(event, "code", this.codes.get(session.key()));
		ScheduleProperties.fact(event, session.facts(), "recording_license");
		ScheduleProperties.absolute(event, "origin_url", session.facts().get("origin_url"));
		for (String name : List.of("recording_url", "recording_link", "video_download_url")) {
			if (session.facts().containsKey(name)) {
				Besides.of(event).put(name, session.facts().get(name));
			}
		}
		ScheduleProperties.put(event, "logo", address(session.facts().get("logo"), session.image()));
		ScheduleProperties.absolute(event, "url",
				address(session.facts().get("url"), url(session.links(), LinkKind.PAGE)));
		ScheduleProperties.absolute(event, "feedback_url",
				address(session.facts().get("feedback_url"), url(session.links(), LinkKind.FEEDBACK)));
		event.put("do_not_record", Boolean.TRUE.equals(session.doNotRecord()));
		if (session.rooms().size() > 1) {
			ArrayNode further = Besides.of(event).putArray("additional_rooms");
			session.rooms().stream().skip(1).map(this::room).forEach(further::add);
		}
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
		session.links()
			.stream()
			.filter((link) -> link.kind() == LinkKind.STREAM)
			.forEach((link) -> Besides.of(event).withObject("link_types").put(link.url(), "stream"));
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
		person.put("id", this.personIds.of(speaker.key()))
			.put("guid", Guids.of(speaker.key()))
			.put("name", speaker.name());
		ScheduleProperties.matching(person, speaker.facts(), "code", ScheduleProperties.CODE);
		ScheduleProperties.put(person, "avatar", speaker.portrait());
		ScheduleProperties.put(person, "biography", (speaker.bio() != null) ? text(speaker.bio(), null) : null);
		links(person, speaker.links());
	}

	private static void links(ObjectNode node, List<Link> links) {
		ArrayNode list = node.putArray("links");
		links.forEach((link) -> list.addObject()
			.put("url", link.url())
			.put("title", Objects.requireNonNullElse(link.title(), link.url())));
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

}
