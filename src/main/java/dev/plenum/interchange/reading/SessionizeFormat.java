package dev.plenum.interchange.reading;

import java.time.DateTimeException;
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
import java.util.stream.Stream;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.Languages;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Warnings;
import dev.plenum.programme.Link;
import dev.plenum.programme.LinkKind;
import dev.plenum.programme.MaterialKind;
import dev.plenum.programme.SessionKind;
import dev.plenum.programme.SpeakerType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of Sessionize: the view "All data", whose lists refer to each other by
 * id, or the view "Sessions", which contains everything in place, with or without groups.
 * Both contain neither the event nor its time zone.
 */
final class SessionizeFormat {

	private static final Pattern TRACK = Pattern.compile("track|spår|topic|theme", Pattern.CASE_INSENSITIVE);

	private static final Pattern LANGUAGE = Pattern.compile("language|språk|sprache", Pattern.CASE_INSENSITIVE);

	private static final Pattern FORMAT = Pattern.compile("format|type|typ", Pattern.CASE_INSENSITIVE);

	private final Warnings warnings = new Warnings();

	private final Map<String, RoomEntry> rooms = new LinkedHashMap<>();

	private final Map<String, TrackEntry> tracks = new LinkedHashMap<>();

	private final Map<String, SpeakerEntry> speakers = new LinkedHashMap<>();

	private final Map<String, SessionEntry> sessions = new LinkedHashMap<>();

	private final Map<String, String> places = new HashMap<>();

	private final Set<String> untimed = new HashSet<>();

	private final Map<String, String> roomNames = new HashMap<>();

	private final Map<String, Category> categories = new HashMap<>();

	private SessionizeFormat() {
	}

	static ReadProgramme read(JsonNode root) {
		SessionizeFormat found = new SessionizeFormat();
		found.lists(root);
		if (root.isArray()) {
			for (int i = 0; i < root.size(); i++) {
				found.sessions(root.get(i).path("sessions"), "/" + i + "/sessions");
			}
		}
		else {
			found.sessions(root.path("sessions"), "/sessions");
		}
		ProgrammeFile file = new ProgrammeFile(null, Map.of(), null, null, null, null, null, null, null, null,
				List.of(), null, List.of(), null, List.of(), List.of(), Map.of(), null, null, null, null, null,
				List.of(), List.of(), null, null, List.of(), List.of(), Map.of(), List.copyOf(found.rooms.values()),
				List.copyOf(found.tracks.values()), List.copyOf(found.speakers.values()),
				List.copyOf(found.sessions.values()), List.of());
		return new ReadProgramme(FileFormat.SESSIONIZE, file, Map.copyOf(found.places), found.warnings.all(),
				Set.copyOf(found.untimed));
	}

	private void lists(JsonNode root) {
		root.path("rooms").forEach((room) -> {
			String name = text(room, "name");
			this.roomNames.put(text(room, "id"), name);
			room(name);
		});
		root.path("categories")
			.forEach((category) -> category.path("items")
				.forEach((item) -> this.categories.put(text(item, "id"),
						new Category(text(category, "title"), text(item, "name")))));
		JsonNode people = root.path("speakers");
		for (int i = 0; i < people.size(); i++) {
			speaker(people.get(i), "/speakers/" + i);
		}
	}

	private void sessions(JsonNode list, String at) {
		if (!list.isArray()) {
			throw new FaultyFileException(at, "Expected a list of sessions.");
		}
		for (int i = 0; i < list.size(); i++) {
			session(list.get(i), at + "/" + i);
		}
	}

	private void session(JsonNode session, String at) {
		String key = text(session, "id");
		String title = PlainText.line(PlainText.tidy(raw(session, "title")));
		if (key.isEmpty() || title.isEmpty()) {
			this.warnings.add(at, "The session has no id or no title and is left out.");
			return;
		}
		Moment startsAt = moment(session, "startsAt", at);
		Moment endsAt = moment(session, "endsAt", at);
		if (startsAt == null || endsAt == null) {
			this.warnings.add(at, "The session '%s' has no time and is left out.", title);
			this.untimed.add(key);
			return;
		}
		if (!startsAt.wallTime().isBefore(endsAt.wallTime())
				&& (startsAt.offset() == null || startsAt.offset().equals(endsAt.offset()))) {
			this.warnings.add(at + "/endsAt", "The session '%s' does not end after its start and is left out.", title);
			return;
		}
		if (this.sessions.containsKey(key)) {
			this.warnings.add(at, "The file contains the id '%s' more than once; only the first session is used.", key);
			return;
		}
		List<Category> selected = categories(session);
		String track = first(selected, TRACK);
		if (track != null) {
			this.tracks.putIfAbsent(track, new TrackEntry(track, ProgrammeFile.text(track), null, Map.of()));
		}
		String room = text(session, "room");
		if (room.isEmpty()) {
			room = this.roomNames.getOrDefault(text(session, "roomId"), "");
		}
		room(room);
		String description = PlainText.of(raw(session, "description"));
		this.places.put(key, at);
		this.sessions.put(key,
				new SessionEntry(key, kind(session, title, first(selected, FORMAT)), ProgrammeFile.text(title), null,
						ProgrammeFile.textOrNull(description), null, null, languages(selected), track,
						selected.stream()
							.filter((category) -> !category.is(TRACK) && !category.is(LANGUAGE) && !category.is(FORMAT))
							.map(Category::item)
							.toList(),
						startsAt, endsAt, null, room.isEmpty() ? List.of() : List.of(room), speakers(session, at),
						List.of(), List.of(), recordings(session), streams(session), null, null, null, null, null, null,
						null, List.of(), Map.of()));
	}

	private List<SpeakerPart> speakers(JsonNode session, String at) {
		Set<String> keys = new LinkedHashSet<>();
		session.path("speakers").forEach((speaker) -> {
			String key = speaker.isObject() ? text(speaker, "id") : speaker.asString("");
			if (speaker.isObject() && !key.isEmpty() && !this.speakers.containsKey(key)) {
				speaker(speaker, at);
			}
			if (this.speakers.containsKey(key)) {
				keys.add(key);
			}
			else {
				this.warnings.add(at, "The file contains no speaker '%s'.", key);
			}
		});
		return keys.stream().map((key) -> new SpeakerPart(key, null, null)).toList();
	}

	private void speaker(JsonNode speaker, String at) {
		String key = text(speaker, "id");
		Optional<String> name = Stream
			.of(text(speaker, "fullName"), text(speaker, "name"),
					(text(speaker, "firstName") + " " + text(speaker, "lastName")).strip())
			.filter((candidate) -> !candidate.isEmpty())
			.findFirst();
		if (name.isEmpty()) {
			this.warnings.add(at, "The speaker '%s' has no name and is left out.", key);
			return;
		}
		List<Link> links = new ArrayList<>();
		speaker.path("links")
			.forEach((link) -> Addresses.of(raw(link, "url"), "")
				.ifPresent(
						(url) -> links.add(new Link(text(link, "title").isEmpty() ? null : text(link, "title"), url))));
		String tagLine = text(speaker, "tagLine");
		String portrait = Addresses.web(raw(speaker, "profilePicture"), "").orElse(null);
		this.speakers.put(key,
				new SpeakerEntry(key, name.get(), SpeakerType.PERSON, tagLine.isEmpty() ? List.of() : List.of(tagLine),
						null, ProgrammeFile.textOrNull(PlainText.of(raw(speaker, "bio"))), null,
						(portrait != null) ? Boolean.TRUE : null, portrait, links, Map.of()));
	}

	private List<Category> categories(JsonNode session) {
		List<Category> selected = new ArrayList<>();
		session.path("categoryItems").forEach((item) -> {
			Category category = this.categories.get(item.asString(""));
			if (category != null) {
				selected.add(category);
			}
		});
		session.path("categories")
			.forEach((category) -> category.path("categoryItems")
				.forEach((item) -> selected.add(new Category(text(category, "name"), text(item, "name")))));
		return selected;
	}

	private static SessionKind kind(JsonNode session, String title, @Nullable String format) {
		if (session.path("isServiceSession").asBoolean(false)) {
			return Kinds.of(title, SessionKind.BREAK);
		}
		if (session.path("isPlenumSession").asBoolean(false)) {
			return SessionKind.PLENARY;
		}
		return (format != null) ? Kinds.of(format, SessionKind.LECTURE) : SessionKind.LECTURE;
	}

	private static List<MaterialEntry> recordings(JsonNode session) {
		return Addresses.of(raw(session, "recordingUrl"), "")
			.map((url) -> List.of(new MaterialEntry(MaterialKind.FILM, null, url, null, null)))
			.orElse(List.of());
	}

	private static List<Link> streams(JsonNode session) {
		return Addresses.of(raw(session, "liveUrl"), "")
			.map((url) -> List.of(new Link(null, url, LinkKind.STREAM)))
			.orElse(List.of());
	}

	private @Nullable Moment moment(JsonNode session, String name, String at) {
		String text = raw(session, name);
		try {
			return text.isBlank() ? null : Moment.parse(text);
		}
		catch (DateTimeException ex) {
			this.warnings.add(at + "/" + name, "'%s' is not a date and time.", text);
			return null;
		}
	}

	private void room(String name) {
		if (!name.isEmpty()) {
			this.rooms.putIfAbsent(name, new RoomEntry(name, name, null, null, null, null, Map.of()));
		}
	}

	private static List<String> languages(List<Category> selected) {
		return selected.stream()
			.filter((category) -> category.is(LANGUAGE))
			.flatMap((category) -> Languages.of(category.item()).tags().stream())
			.distinct()
			.toList();
	}

	private static @Nullable String first(List<Category> selected, Pattern title) {
		return selected.stream().filter((category) -> category.is(title)).map(Category::item).findFirst().orElse(null);
	}

	private static String text(JsonNode node, String name) {
		return PlainText.line(PlainText.of(raw(node, name)));
	}

	private static String raw(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return (value.isValueNode() && !value.isNull()) ? value.asString("") : "";
	}

	/** A value that was selected for a session in one of its lists. */
	private record Category(String title, String item) {

		boolean is(Pattern wanted) {
			return wanted.matcher(this.title).find();
		}

	}

}
