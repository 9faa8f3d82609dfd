package dev.plenum.interchange.format;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.programme.Link;
import dev.plenum.programme.MaterialKind;
import dev.plenum.programme.SessionKind;
import dev.plenum.programme.SpeakerType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of Sessionize: "All data" with lists that name each other by id, or
 * "Sessions" with everything in its place, in groups or without. It names neither the
 * event nor its timezone.
 */
final class SessionizeFormat {

	private static final Pattern TRACK = Pattern.compile("track|spår|topic|theme", Pattern.CASE_INSENSITIVE);

	private static final Pattern LANGUAGE = Pattern.compile("language|språk|sprache", Pattern.CASE_INSENSITIVE);

	private static final Pattern FORMAT = Pattern.compile("format|type|typ", Pattern.CASE_INSENSITIVE);

	private static final Map<String, String> LANGUAGES = Map.of("english", "en", "swedish", "sv", "svenska", "sv",
			"finnish", "fi", "german", "de", "deutsch", "de", "polish", "pl", "french", "fr", "spanish", "es");

	private final Warnings warnings = new Warnings();

	private final Map<String, RoomEntry> rooms = new LinkedHashMap<>();

	private final Map<String, TrackEntry> tracks = new LinkedHashMap<>();

	private final Map<String, SpeakerEntry> speakers = new LinkedHashMap<>();

	private final Map<String, SessionEntry> sessions = new LinkedHashMap<>();

	private final Map<String, String> places = new HashMap<>();

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
		ProgrammeFile file = new ProgrammeFile(null, Map.of(), null, null, null, null, null, null, null, List.of(),
				null, List.of(), List.of(), Map.of(), null, null, null, null, null, List.of(), List.of(), null,
				List.of(), Map.of(), List.copyOf(found.rooms.values()), List.copyOf(found.tracks.values()),
				List.copyOf(found.speakers.values()), List.copyOf(found.sessions.values()), List.of());
		return new ReadProgramme(FileFormat.SESSIONIZE, file, Map.copyOf(found.places), found.warnings.all());
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
			throw new FaultyFileException(at, "Sessionize has a list of sessions here.");
		}
		for (int i = 0; i < list.size(); i++) {
			session(list.get(i), at + "/" + i);
		}
	}

	private void session(JsonNode session, String at) {
		String key = text(session, "id");
		String title = text(session, "title");
		if (key.isEmpty() || title.isEmpty()) {
			throw new FaultyFileException(at, "A session has an id and a title.");
		}
		Moment startsAt = moment(session, "startsAt", at);
		Moment endsAt = moment(session, "endsAt", at);
		if (startsAt == null || endsAt == null) {
			this.warnings.add(at, "'%s' has no time yet and is left out.", title);
			return;
		}
		if (!startsAt.wallTime().isBefore(endsAt.wallTime())
				&& (startsAt.offset() == null || startsAt.offset().equals(endsAt.offset()))) {
			throw new FaultyFileException(at + "/endsAt", "A session ends after it starts.");
		}
		if (this.sessions.containsKey(key)) {
			this.warnings.add(at, "The id '%s' stands in the file more than once; the first counts.", key);
			return;
		}
		List<Category> said = categories(session);
		String track = first(said, TRACK);
		if (track != null) {
			this.tracks.putIfAbsent(track, new TrackEntry(track, ScheduleText.unsaid(track), null, Map.of()));
		}
		String room = text(session, "room");
		if (room.isEmpty()) {
			room = this.roomNames.getOrDefault(text(session, "roomId"), "");
		}
		room(room);
		String description = PlainText.of(raw(session, "description"));
		this.places.put(key, at);
		this.sessions.put(key,
				new SessionEntry(key, kind(session, title, first(said, FORMAT)), ScheduleText.unsaid(title), null,
						ScheduleText.unsaidOrNull(description), null, language(first(said, LANGUAGE)), track,
						said.stream()
							.filter((category) -> !category.is(TRACK) && !category.is(LANGUAGE) && !category.is(FORMAT))
							.map(Category::item)
							.toList(),
						startsAt, endsAt, null, room.isEmpty() ? List.of() : List.of(room), speakers(session, at),
						List.of(), List.of(), recordings(session), List.of(), null, null, null, null, null, null,
						List.of(), Map.of()));
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
				this.warnings.add(at, "There is no speaker '%s' in the file.", key);
			}
		});
		return keys.stream().map((key) -> new SpeakerPart(key, null, null)).toList();
	}

	private void speaker(JsonNode speaker, String at) {
		String name = Stream
			.of(text(speaker, "fullName"), text(speaker, "name"),
					(text(speaker, "firstName") + " " + text(speaker, "lastName")).strip())
			.filter((candidate) -> !candidate.isEmpty())
			.findFirst()
			.orElseThrow(() -> new FaultyFileException(at, "A speaker has a name."));
		List<Link> links = new ArrayList<>();
		speaker.path("links")
			.forEach((link) -> Addresses.of(raw(link, "url"), "")
				.ifPresent(
						(url) -> links.add(new Link(text(link, "title").isEmpty() ? null : text(link, "title"), url))));
		String tagLine = text(speaker, "tagLine");
		String portrait = Addresses.web(raw(speaker, "profilePicture"), "").orElse(null);
		this.speakers.put(text(speaker, "id"),
				new SpeakerEntry(text(speaker, "id"), name, SpeakerType.PERSON,
						tagLine.isEmpty() ? List.of() : List.of(tagLine), null,
						ScheduleText.unsaidOrNull(PlainText.of(raw(speaker, "bio"))), null,
						(portrait != null) ? Boolean.TRUE : null, portrait, links, Map.of()));
	}

	private List<Category> categories(JsonNode session) {
		List<Category> said = new ArrayList<>();
		session.path("categoryItems").forEach((item) -> {
			Category category = this.categories.get(item.asString(""));
			if (category != null) {
				said.add(category);
			}
		});
		session.path("categories")
			.forEach((category) -> category.path("categoryItems")
				.forEach((item) -> said.add(new Category(text(category, "name"), text(item, "name")))));
		return said;
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

	private @Nullable Moment moment(JsonNode session, String name, String at) {
		String text = raw(session, name);
		try {
			return text.isBlank() ? null : Moment.parse(text);
		}
		catch (DateTimeException ex) {
			throw new FaultyFileException(at + "/" + name, "'%s' is no date and time.".formatted(text));
		}
	}

	private void room(String name) {
		if (!name.isEmpty()) {
			this.rooms.putIfAbsent(name, new RoomEntry(name, name, null, null, null, null, Map.of()));
		}
	}

	private static @Nullable String language(@Nullable String said) {
		return (said != null) ? LANGUAGES.get(said.toLowerCase(java.util.Locale.ROOT)) : null;
	}

	private static @Nullable String first(List<Category> said, Pattern title) {
		return said.stream().filter((category) -> category.is(title)).map(Category::item).findFirst().orElse(null);
	}

	private static String text(JsonNode node, String name) {
		return PlainText.line(PlainText.of(raw(node, name)));
	}

	private static String raw(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return (value.isValueNode() && !value.isNull()) ? value.asString("") : "";
	}

	/** What somebody chose for a session in one of the lists to choose from. */
	private record Category(String title, String item) {

		boolean is(Pattern wanted) {
			return wanted.matcher(this.title).find();
		}

	}

}
