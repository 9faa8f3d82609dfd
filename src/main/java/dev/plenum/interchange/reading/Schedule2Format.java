package dev.plenum.interchange.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Span;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the second version of the schedule of c3voc: a flat list of events that refer to
 * rooms by GUID and to tracks by slug, with the state of each event.
 */
final class Schedule2Format {

	private static final Set<String> NOT_PUBLIC = Set.of("DRAFT", "SUBMITTED", "REJECTED", "WITHDRAWN", "DELETED");

	private static final Map<String, SpeakerRole> ROLES = Map.of("SPEAKER", SpeakerRole.SPEAKER, "MODERATOR",
			SpeakerRole.MODERATOR, "HOST", SpeakerRole.HOST, "GUEST", SpeakerRole.PANELLIST, "CONTRIBUTOR",
			SpeakerRole.SPEAKER);

	private final ForeignProgramme programme = new ForeignProgramme();

	private final JsonTimes times = new JsonTimes(this.programme);

	private final Map<String, String> rooms = new HashMap<>();

	private final Map<String, String> tracks = new HashMap<>();

	private Schedule2Format() {
	}

	/** Whether a schedule has this version. */
	static boolean isSchedule(JsonNode root) {
		JsonNode schedule = root.path("schedule");
		return schedule.path("events").isArray()
				&& schedule.path("conference").path("days").path(0).path("rooms").isMissingNode();
	}

	static ReadProgramme read(JsonNode root) {
		JsonNode schedule = root.path("schedule");
		Schedule2Format found = new Schedule2Format();
		found.conference(schedule.path("conference"));
		JsonNode persons = schedule.path("persons");
		persons.forEach(found::person);
		JsonNode events = schedule.path("events");
		for (int i = 0; i < events.size(); i++) {
			String at = "/schedule/events/" + i;
			if (!events.get(i).isObject()) {
				throw new FaultyFileException(at, "Expected an object with the event.");
			}
			found.event(events.get(i), at);
		}
		return found.programme.build(FileFormat.SCHEDULE2);
	}

	private void conference(JsonNode conference) {
		this.programme.slug(JsonTexts.raw(conference, "acronym"));
		this.programme.name(JsonTexts.lines(conference, "title"));
		this.programme.zone(JsonTexts.raw(conference, "time_zone_name"), "/schedule/conference/time_zone_name");
		this.programme.days(JsonTimes.date(conference.path("start")), JsonTimes.date(conference.path("end")));
		conference.path("rooms").forEach((room) -> {
			int capacity = room.path("capacity").asInt(0);
			Map<String, String> facts = new HashMap<>();
			for (String name : List.of("guid", "slug")) {
				if (!JsonTexts.raw(room, name).isEmpty()) {
					facts.put(name, JsonTexts.raw(room, name));
				}
			}
			this.programme.room(JsonTexts.line(room, "name"), (capacity > 0) ? Integer.valueOf(capacity) : null, facts)
				.ifPresent((key) -> List.of("guid", "slug")
					.forEach((name) -> this.rooms.put(name + "/" + JsonTexts.raw(room, name), key)));
		});
		conference.path("tracks").forEach((track) -> {
			String light = JsonTexts.raw(track.path("colors"), "light");
			String key = this.programme.track(JsonTexts.lines(track, "name"),
					light.isEmpty() ? JsonTexts.raw(track, "color") : light);
			if (key != null) {
				this.tracks.put(JsonTexts.raw(track, "slug"), key);
			}
		});
	}

	private void person(JsonNode person) {
		String name = JsonTexts.line(person, "name");
		if (!name.isEmpty()) {
			List<Link> links = person.path("links").valueStream().flatMap((link) -> link(link).stream()).toList();
			this.programme.speaker(JsonTexts.raw(person, "guid"), name, null, JsonTexts.texts(person, "biography"),
					JsonTexts.raw(person.path("avatar"), "url"), links);
		}
	}

	private void event(JsonNode event, String at) {
		String title = JsonTexts.title(event, "title");
		String state = JsonTexts.raw(event, "state").toUpperCase(Locale.ROOT);
		if (NOT_PUBLIC.contains(state)) {
			this.programme.warn(at, "'%s' is not in the programme (state %s) and is left out.", title, state);
			return;
		}
		if (state.equals("DELAYED")) {
			this.programme.warn(at, "'%s' is delayed; the times in the file are used.", title);
		}
		int minutes = JsonTimes.minutes(event.path("duration"));
		this.times.span(event, "start", "end", minutes, at, title).ifPresent((span) -> {
			SessionDraft session = new SessionDraft(key(event, title, span), at, span);
			session.status = state.startsWith("CANCEL") ? SessionStatus.CANCELLED : null;
			fill(session, event);
			this.programme.add(session);
		});
	}

	private void fill(SessionDraft session, JsonNode event) {
		String type = JsonTexts.raw(event, "type");
		session.kind = type.equals("META") ? SessionKind.OTHER : Kinds.of(type, SessionKind.LECTURE);
		session.title = JsonTexts.titles(event, "title");
		session.subtitle = JsonTexts.titles(event, "subtitle");
		session.description = JsonTexts.joined(JsonTexts.texts(event, "abstract"),
				JsonTexts.texts(event, "description"));
		session.language = JsonTexts.language(JsonTexts.raw(event, "language"));
		session.track = track(event.path("track"));
		session.image = Addresses.web(JsonTexts.raw(event.path("logo"), "url"), "").orElse(null);
		room(event.path("room")).ifPresent(session.rooms::add);
		JsonTexts.page(event, "url").ifPresent(session.links::add);
		event.path("links").forEach((link) -> link(link).ifPresent(session.links::add));
		event.path("attachments")
			.forEach((attachment) -> Addresses.of(JsonTexts.raw(attachment, "url"), "")
				.ifPresent((url) -> session.materials.add(new MaterialEntry(
						JsonTexts.raw(attachment, "type").equals("SLIDES") ? MaterialKind.PRESENTATION
								: Kinds.material(url),
						ProgrammeFile.textOrNull(JsonTexts.line(attachment, "title")), url, null, null))));
		event.path("participants").forEach((participant) -> participant(participant).ifPresent(session.speakers::add));
	}

	private Optional<SpeakerPart> participant(JsonNode participant) {
		String name = JsonTexts.line(participant, "name");
		String guid = JsonTexts.raw(participant, "guid");
		String key = guid.isEmpty() ? "name/" + name : guid;
		SpeakerRole role = ROLES.get(JsonTexts.raw(participant, "role"));
		if (name.isEmpty()) {
			return this.programme.knownSpeaker(key, role);
		}
		SpeakerPart speaker = this.programme.speaker(key, name, null, Map.of(), "", List.of());
		return Optional.of(new SpeakerPart(speaker.speaker(), role, null));
	}

	private Optional<String> room(JsonNode room) {
		if (!room.isObject()) {
			String named = room.asString("");
			return Optional.ofNullable(this.rooms.getOrDefault("guid/" + named, this.rooms.get("slug/" + named)))
				.or(() -> this.programme.room(named));
		}
		return Optional.ofNullable(this.rooms.get("guid/" + JsonTexts.raw(room, "guid")))
			.or(() -> Optional.ofNullable(this.rooms.get("slug/" + JsonTexts.raw(room, "slug"))))
			.or(() -> this.programme.room(JsonTexts.line(room, "name")));
	}

	private @Nullable String track(JsonNode track) {
		String slug = track.isObject() ? JsonTexts.raw(track, "slug") : track.asString("");
		String known = this.tracks.get(slug);
		String name = JsonTexts.line(track, "name");
		return (known != null) ? known : this.programme.track(name.isEmpty() ? slug : name);
	}

	private static Optional<Link> link(JsonNode link) {
		String title = JsonTexts.title(link, "title");
		String other = JsonTexts.raw(link, "service").isEmpty() ? JsonTexts.raw(link, "type")
				: JsonTexts.raw(link, "service");
		String shown = title.isEmpty() ? other.toLowerCase(Locale.ROOT) : title;
		return JsonTexts.link(link, "url", shown.isEmpty() ? null : shown)
			.map((found) -> other.equals("FEEDBACK") ? new Link(null, found.url(), LinkKind.FEEDBACK) : found);
	}

	private static String key(JsonNode event, String title, Span span) {
		for (String name : List.of("guid", "code", "slug")) {
			if (!JsonTexts.raw(event, name).isEmpty()) {
				return (name.equals("guid") ? "" : name + "/") + JsonTexts.raw(event, name);
			}
		}
		return "title/" + title + "/" + span.startsAt();
	}

}
