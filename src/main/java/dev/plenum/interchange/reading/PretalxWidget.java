package dev.plenum.interchange.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Span;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of the schedule widget of pretalx, whose lists refer to each other by id
 * or code. It contains neither the name of the event nor biographies.
 */
final class PretalxWidget {

	private final ForeignProgramme programme = new ForeignProgramme();

	private final JsonTimes times = new JsonTimes(this.programme);

	private final Map<String, String> rooms = new HashMap<>();

	private final Map<String, String> tracks = new HashMap<>();

	private final Map<String, Integer> occurrences = new HashMap<>();

	private PretalxWidget() {
	}

	static ReadProgramme read(JsonNode root) {
		PretalxWidget found = new PretalxWidget();
		found.programme.zone(JsonTexts.raw(root, "timezone"), "/timezone");
		found.programme.days(JsonTimes.date(root.path("event_start")), JsonTimes.date(root.path("event_end")));
		root.path("rooms")
			.forEach((room) -> found.programme.room(JsonTexts.line(room, "name"))
				.ifPresent((key) -> found.rooms.put(JsonTexts.raw(room, "id"), key)));
		root.path("tracks").forEach((track) -> {
			String key = found.programme.track(JsonTexts.lines(track, "name"), JsonTexts.raw(track, "color"));
			if (key != null) {
				found.tracks.put(JsonTexts.raw(track, "id"), key);
			}
		});
		root.path("speakers").forEach((speaker) -> {
			String name = JsonTexts.line(speaker, "name");
			if (!name.isEmpty()) {
				found.programme.speaker("code/" + JsonTexts.raw(speaker, "code"), name, null, Map.of(),
						JsonTexts.raw(speaker, "avatar"), List.of());
			}
		});
		JsonNode talks = root.path("talks");
		if (talks.isEmpty()) {
			throw new FaultyFileException("/talks", "This schedule of the widget of pretalx contains no talk.");
		}
		for (int i = 0; i < talks.size(); i++) {
			found.talk(talks.get(i), "/talks/" + i);
		}
		return found.programme.build(FileFormat.PRETALX_WIDGET);
	}

	private void talk(JsonNode talk, String at) {
		String title = JsonTexts.title(talk, "title");
		if (!talk.hasNonNull("start")) {
			this.programme.warn(at, "'%s' has no time yet and is left out.", title);
			this.programme.untimed(JsonTexts.raw(talk, "code"));
			return;
		}
		this.times.span(talk, "start", "end", JsonTimes.minutes(talk.path("duration")), at, title)
			.ifPresent((span) -> this.programme.add(session(talk, title, span, at)));
	}

	private SessionDraft session(JsonNode talk, String title, Span span, String at) {
		SessionDraft session = new SessionDraft(key(talk), at, span);
		session.title = JsonTexts.titles(talk, "title");
		session.description = JsonTexts.joined(JsonTexts.texts(talk, "abstract"), JsonTexts.texts(talk, "description"));
		session.language = JsonTexts.language(JsonTexts.raw(talk, "content_locale"));
		session.track = this.tracks.get(JsonTexts.raw(talk, "track"));
		session.kind = talk.hasNonNull("code") ? SessionKind.LECTURE : Kinds.of(title, SessionKind.BREAK);
		session.status = JsonTexts.raw(talk, "state").startsWith("cancel") ? SessionStatus.CANCELLED : null;
		session.doNotRecord = talk.path("do_not_record").asBoolean(false) ? Boolean.TRUE : null;
		String room = this.rooms.get(JsonTexts.raw(talk, "room"));
		if (room != null) {
			session.rooms.add(room);
		}
		talk.path("speakers")
			.forEach((code) -> this.programme.knownSpeaker("code/" + code.asString(""), null)
				.ifPresentOrElse(session.speakers::add, () -> this.programme.warn(at,
						"The file contains no speaker '%s' with a name.", code.asString(""))));
		return session;
	}

	private String key(JsonNode talk) {
		if (!talk.hasNonNull("code")) {
			return "slot/" + JsonTexts.raw(talk, "id");
		}
		String code = JsonTexts.raw(talk, "code");
		int occurrence = this.occurrences.merge(code, 1, Integer::sum);
		return (occurrence > 1) ? code + "/" + occurrence : code;
	}

}
