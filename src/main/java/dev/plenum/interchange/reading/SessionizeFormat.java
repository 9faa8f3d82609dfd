package dev.plenum.interchange.reading;

import java.util.ArrayList;
import java.util.HashMap;
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
import dev.plenum.interchange.format.Lengths;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.reading.SessionizeAnswers.Answer;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.programme.document.SpeakerType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of Sessionize: the view "All data", whose lists refer to each other by
 * id, the view "Sessions", which contains everything in place, with or without groups,
 * and the view "GridSmart", which contains the sessions of each day and room. They
 * contain neither the event nor its time zone.
 */
final class SessionizeFormat {

	private static final Pattern TRACK = Pattern.compile("track|spår|topic|theme", Pattern.CASE_INSENSITIVE);

	private static final Pattern LANGUAGE = Pattern.compile("language|språk|sprache", Pattern.CASE_INSENSITIVE);

	private static final Pattern FORMAT = Pattern.compile("format|type|typ", Pattern.CASE_INSENSITIVE);

	private static final Pattern NOT_PUBLIC = Pattern
		.compile("declined?|decline[_ ]queue|waitlisted|withdrawn|cancell?ed", Pattern.CASE_INSENSITIVE);

	private final ForeignProgramme programme = new ForeignProgramme();

	private final JsonTimes times = new JsonTimes(this.programme);

	private final Set<String> nameless = new LinkedHashSet<>();

	private final Map<String, String> roomNames = new HashMap<>();

	private final Map<String, Category> categories = new HashMap<>();

	private final SessionizeAnswers answers;

	private SessionizeFormat(JsonNode root) {
		this.answers = new SessionizeAnswers(root, this.programme);
		root.path("rooms").forEach((room) -> {
			this.roomNames.put(JsonTexts.raw(room, "id"), JsonTexts.line(room, "name"));
			this.programme.room(JsonTexts.line(room, "name"));
		});
		root.path("categories")
			.forEach((category) -> category.path("items")
				.forEach((item) -> this.categories.put(JsonTexts.raw(item, "id"),
						new Category(JsonTexts.line(category, "title"), JsonTexts.line(item, "name")))));
		JsonNode people = root.path("speakers");
		for (int i = 0; i < people.size(); i++) {
			speaker(people.get(i), "/speakers/" + i);
		}
	}

	static ReadProgramme read(JsonNode root) {
		SessionizeFormat found = new SessionizeFormat(root);
		JsonNode first = root.path(0);
		if (first.has("fullName") && !first.has("startsAt")) {
			throw new FaultyFileException("",
					"This is the view 'Speakers' of Sessionize, which contains no sessions. Import its view 'All data', 'Sessions' or 'Grid smart'.");
		}
		if (root.isArray() && first.has("startsAt")) {
			found.sessions(root, "");
		}
		else if (root.isArray()) {
			for (int i = 0; i < root.size(); i++) {
				found.group(root.get(i), "/" + i);
			}
		}
		else {
			found.sessions(root.path("sessions"), "/sessions");
		}
		return found.programme.build(FileFormat.SESSIONIZE);
	}

	/** Reads a group of the view "Sessions", or a day of the view "GridSmart". */
	private void group(JsonNode group, String at) {
		JsonNode rooms = group.path("rooms");
		if (!group.has("sessions") && !rooms.isArray() && group.path("timeSlots").isArray()) {
			slots(group.path("timeSlots"), at + "/timeSlots");
			return;
		}
		if (group.has("sessions") || !rooms.isArray()) {
			sessions(group.path("sessions"), at + "/sessions");
			return;
		}
		for (int i = 0; i < rooms.size(); i++) {
			this.roomNames.put(JsonTexts.raw(rooms.get(i), "id"), JsonTexts.line(rooms.get(i), "name"));
			sessions(rooms.get(i).path("sessions"), at + "/rooms/" + i + "/sessions");
		}
	}

	/** Reads the rows of a day of the view "GridSmart". */
	private void slots(JsonNode slots, String at) {
		for (int i = 0; i < slots.size(); i++) {
			JsonNode rooms = slots.get(i).path("rooms");
			for (int j = 0; j < rooms.size(); j++) {
				if (rooms.get(j).path("session").isObject()) {
					session(rooms.get(j).path("session"), at + "/" + i + "/rooms/" + j + "/session");
				}
			}
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
		String title = JsonTexts.title(session, "title");
		String state = JsonTexts.raw(session, "status");
		if (NOT_PUBLIC.matcher(state).matches()) {
			this.programme.warn(at, "'%s' is not in the programme (status '%s') and is left out.", title, state);
			return;
		}
		String id = JsonTexts.raw(session, "id");
		if (title.isEmpty()) {
			this.programme.warn(at, "The session has no title and is left out.");
			return;
		}
		if (id.isEmpty()) {
			this.programme.warn(at, "The session has no id, so its title identifies it.");
		}
		String key = id.isEmpty() ? "title/" + title : id;
		if (session.path("startsAt").asString("").isBlank()) {
			this.programme.warn(at, "The session '%s' has no time and is left out.", title);
			this.programme.untimed(key);
			return;
		}
		this.times.span(session, "startsAt", "endsAt", 0, at, title).ifPresentOrElse((span) -> {
			SessionDraft draft = new SessionDraft(key, at, span);
			fill(draft, session, title);
			this.programme.add(draft);
		}, () -> this.programme.untimed(key));
	}

	private void fill(SessionDraft draft, JsonNode session, String title) {
		List<Category> selected = categories(session);
		draft.title = JsonTexts.titles(session, "title");
		draft.description = JsonTexts.texts(session, "description");
		draft.kind = kind(session, title, first(selected, FORMAT));
		String track = first(selected, TRACK);
		draft.track = (track != null) ? this.programme.track(track) : null;
		draft.languages = selected.stream()
			.filter((category) -> category.is(LANGUAGE))
			.flatMap((category) -> Languages.of(category.item()).tags().stream())
			.distinct()
			.toList();
		selected.stream()
			.filter((category) -> !category.is(TRACK) && !category.is(LANGUAGE) && !category.is(FORMAT))
			.map(Category::item)
			.forEach(draft.tags::add);
		String room = JsonTexts.line(session, "room");
		this.programme.room(room.isEmpty() ? this.roomNames.getOrDefault(JsonTexts.raw(session, "roomId"), "") : room)
			.ifPresent(draft.rooms::add);
		session.path("speakers").forEach((speaker) -> speakers(speaker, draft));
		Addresses.of(JsonTexts.raw(session, "recordingUrl"), "")
			.ifPresent((url) -> draft.materials.add(new MaterialEntry(MaterialKind.FILM, null, url, null, null)));
		Addresses.of(JsonTexts.raw(session, "liveUrl"), "")
			.ifPresent((url) -> draft.links.add(new Link(null, url, LinkKind.STREAM)));
		this.answers.add(session, draft);
	}

	private void speakers(JsonNode speaker, SessionDraft draft) {
		String key = speaker.isObject() ? JsonTexts.raw(speaker, "id") : speaker.asString("");
		Optional<SpeakerPart> known = this.programme.knownSpeaker(key, null);
		if (known.isEmpty() && speaker.isObject() && !key.isEmpty()) {
			speaker(speaker, draft.place);
			known = this.programme.knownSpeaker(key, null);
		}
		known.ifPresentOrElse(draft.speakers::add,
				() -> this.programme.warn(draft.place, "The file contains no speaker '%s'.", key));
	}

	private void speaker(JsonNode speaker, String at) {
		String key = JsonTexts.raw(speaker, "id");
		Optional<String> name = Stream
			.of(JsonTexts.line(speaker, "fullName"), JsonTexts.line(speaker, "name"),
					(JsonTexts.line(speaker, "firstName") + " " + JsonTexts.line(speaker, "lastName")).strip())
			.filter((candidate) -> !candidate.isEmpty())
			.findFirst();
		if (name.isEmpty()) {
			if (this.nameless.add(key)) {
				this.programme.warn(at, "The speaker '%s' has no name and is left out.", key);
			}
			return;
		}
		List<Link> links = new ArrayList<>();
		speaker.path("links").forEach((link) -> {
			String title = JsonTexts.line(link, "title");
			JsonTexts.link(link, "url", title.isEmpty() ? null : title).ifPresent(links::add);
		});
		this.answers.of(speaker).forEach((answer) -> answer(answer, links, at));
		String tagLine = Lengths.cut(JsonTexts.line(speaker, "tagLine"), Lengths.LINE);
		SpeakerPart part = this.programme.speaker(key, name.get(), null, JsonTexts.texts(speaker, "bio"),
				JsonTexts.raw(speaker, "profilePicture"), links);
		if (!tagLine.isEmpty()) {
			this.programme.add(new SpeakerEntry(part.speaker(), name.get(), SpeakerType.PERSON, List.of(tagLine), null,
					null, null, null, null, List.of(), Map.of()));
		}
	}

	/** Answers of speakers can be personal, so only addresses are read. */
	private void answer(Answer answer, List<Link> links, String at) {
		Optional<String> url = answer.isAddress() ? Addresses.of(answer.text(), "") : Optional.empty();
		url.ifPresentOrElse((found) -> links.add(new Link(answer.question(), found)), () -> this.programme.warn(at,
				"The answer of a speaker to '%s' is not imported, since it may be personal.", answer.question()));
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
				.forEach((item) -> selected
					.add(new Category(JsonTexts.line(category, "name"), JsonTexts.line(item, "name")))));
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

	private static @Nullable String first(List<Category> selected, Pattern title) {
		return selected.stream().filter((category) -> category.is(title)).map(Category::item).findFirst().orElse(null);
	}

	/** A value that was selected for a session in one of its lists. */
	private record Category(String title, String item) {

		boolean is(Pattern wanted) {
			return wanted.matcher(this.title).find();
		}

	}

}
