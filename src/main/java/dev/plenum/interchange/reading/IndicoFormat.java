package dev.plenum.interchange.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.PartEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.programme.document.EventFacts.VenueEntry;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON that Indico exports: an event with its contributions or sessions, or a
 * timetable. A session of Indico that has contributions is the track of its
 * contributions.
 */
final class IndicoFormat {

	private final ForeignProgramme programme = new ForeignProgramme();

	private final JsonTimes times = new JsonTimes(this.programme);

	private IndicoFormat() {
	}

	/** Whether a page of results is that of Indico. */
	static boolean isResult(JsonNode root) {
		JsonNode results = root.path("results");
		return results.isObject() || results.path(0).has("startDate") || results.path(0).has("contributions")
				|| JsonTexts.raw(results.path(0), "_type").equals("Conference");
	}

	static ReadProgramme read(JsonNode root) {
		IndicoFormat found = new IndicoFormat();
		JsonNode results = root.path("results");
		int events = results.size();
		if (events > 1) {
			found.programme.warn("", "The file contains %d events of Indico; only the first one is imported.", events);
		}
		if (root.has("complete") && !root.path("complete").asBoolean(true)) {
			found.programme.warn("/complete", "Indico says that this export is not complete.");
		}
		if (results.isObject()) {
			results.properties()
				.stream()
				.findFirst()
				.ifPresent((event) -> found.timetable(event.getValue(), "/results/" + event.getKey()));
		}
		else {
			found.event(results.path(0), "/results/0");
		}
		return found.programme.build(FileFormat.INDICO);
	}

	private void event(JsonNode event, String at) {
		if (!event.has("contributions") && !event.has("sessions")) {
			throw new FaultyFileException(at,
					"This export of Indico has no contributions. Export it again with detail=contributions or detail=sessions.");
		}
		this.programme.name(JsonTexts.lines(event, "title"));
		this.programme.zone(JsonTexts.raw(event, "timezone"), at + "/timezone");
		this.programme.days(JsonTimes.date(event.path("startDate")), JsonTimes.date(event.path("endDate")));
		String venue = JsonTexts.line(event, "location");
		if (!venue.isEmpty()) {
			this.programme.venue(new VenueEntry(venue, null, null, List.of()));
		}
		contributions(event, null, at);
		JsonNode sessions = event.path("sessions");
		for (int i = 0; i < sessions.size(); i++) {
			JsonNode session = sessions.get(i);
			String place = at + "/sessions/" + i;
			if (session.path("contributions").isEmpty()) {
				entry(session, "session/", null, place);
			}
			else {
				contributions(
						session, JsonTexts.line(session.path("session"), "title").isEmpty()
								? JsonTexts.line(session, "title") : JsonTexts.line(session.path("session"), "title"),
						place);
			}
		}
	}

	private void contributions(JsonNode of, @Nullable String session, String at) {
		JsonNode contributions = of.path("contributions");
		for (int i = 0; i < contributions.size(); i++) {
			entry(contributions.get(i), "contribution/", session, at + "/contributions/" + i);
		}
	}

	private void timetable(JsonNode days, String at) {
		days.properties().forEach((day) -> entries(day.getValue(), null, at + "/" + day.getKey()));
	}

	private void entries(JsonNode entries, @Nullable String session, String at) {
		entries.properties().forEach((property) -> {
			JsonNode entry = property.getValue();
			String place = at + "/" + property.getKey();
			if (!entry.path("entries").isEmpty()) {
				entries(entry.path("entries"), JsonTexts.line(entry, "title"), place + "/entries");
			}
			else {
				entry(entry, JsonTexts.raw(entry, "entryType").equals("Contribution") ? "contribution/" : "entry/",
						session, place);
			}
		});
	}

	private void entry(JsonNode entry, String prefix, @Nullable String session, String at) {
		String title = JsonTexts.title(entry, "title");
		if (entry.path("startDate").isMissingNode() || entry.path("startDate").isNull()) {
			this.programme.warn(at, "'%s' has no time yet and is left out.", title);
			this.programme.untimed(key(entry, prefix, title));
			return;
		}
		this.times.span(entry, "startDate", "endDate", JsonTimes.minutes(entry.path("duration")), at, title)
			.ifPresent((span) -> {
				SessionDraft draft = new SessionDraft(key(entry, prefix, title), at, span);
				fill(draft, entry, session, title);
				this.programme.add(draft);
			});
	}

	private static String key(JsonNode entry, String prefix, String title) {
		String own = JsonTexts.raw(entry, "contributionId");
		String id = own.isEmpty() ? JsonTexts.raw(entry, "id") : own;
		return prefix + (id.isEmpty() ? title : id);
	}

	private void fill(SessionDraft draft, JsonNode entry, @Nullable String session, String title) {
		draft.title = JsonTexts.titles(entry, "title");
		draft.description = JsonTexts.texts(entry, "description");
		String type = JsonTexts.line(entry, "type");
		draft.kind = JsonTexts.raw(entry, "entryType").equals("Break") ? Kinds.of(title, SessionKind.BREAK)
				: Kinds.of(type, SessionKind.LECTURE);
		String track = JsonTexts.line(entry, "track");
		String parent = (session != null) ? session : JsonTexts.line(entry, "session");
		draft.track = this.programme.track(track.isEmpty() ? parent : track);
		entry.path("keywords").forEach((keyword) -> draft.tags.add(keyword.asString("")));
		String room = JsonTexts.line(entry, "room");
		this.programme.room(room.isEmpty() ? JsonTexts.line(entry, "roomFullname") : room).ifPresent(draft.rooms::add);
		JsonTexts.page(entry, "url").ifPresent(draft.links::add);
		entry.path("speakers").forEach((person) -> person(person, null).ifPresent(draft.speakers::add));
		entry.path("presenters").forEach((person) -> person(person, null).ifPresent(draft.speakers::add));
		entry.path("conveners").forEach((person) -> person(person, SpeakerRole.CHAIR).ifPresent(draft.speakers::add));
		materials(entry.path("folders"), draft);
		materials(entry.path("attachments").path("folders"), draft);
		entry.path("attachments").path("files").forEach((file) -> material(file, draft));
		entry.path("subContributions").forEach((part) -> part(part, draft));
	}

	private void part(JsonNode part, SessionDraft draft) {
		String title = JsonTexts.title(part, "title");
		if (!title.isEmpty()) {
			draft.parts.add(new PartEntry(ProgrammeFile.text(title), null,
					part.path("speakers")
						.valueStream()
						.flatMap((person) -> person(person, null).stream())
						.map(SpeakerPart::speaker)
						.distinct()
						.toList()));
		}
	}

	private static void materials(JsonNode folders, SessionDraft draft) {
		folders.forEach((folder) -> folder.path("attachments").forEach((file) -> material(file, draft)));
	}

	private static void material(JsonNode file, SessionDraft draft) {
		String address = JsonTexts.raw(file, "download_url").isEmpty() ? JsonTexts.raw(file, "link_url")
				: JsonTexts.raw(file, "download_url");
		Addresses.of(address, "")
			.ifPresent((url) -> draft.materials.add(new MaterialEntry(Kinds.material(url),
					ProgrammeFile.textOrNull(JsonTexts.line(file, "title")), url, null, null)));
	}

	private Optional<SpeakerPart> person(JsonNode person, @Nullable SpeakerRole role) {
		String name = name(person);
		if (name.isEmpty()) {
			return Optional.empty();
		}
		String id = JsonTexts.raw(person, "person_id");
		String affiliation = JsonTexts.line(person, "affiliation");
		SpeakerPart speaker = this.programme.speaker(id.isEmpty() ? "name/" + name : "person/" + id, name,
				affiliation.isEmpty() ? null : affiliation, Map.of(), "", List.of());
		return Optional.of(new SpeakerPart(speaker.speaker(), role, null));
	}

	/** Indico writes the family name first, followed by a comma. */
	private static String name(JsonNode person) {
		String first = JsonTexts.line(person, "first_name") + JsonTexts.line(person, "firstName");
		String last = JsonTexts.line(person, "last_name") + JsonTexts.line(person, "familyName");
		if (person.has("first_name") && person.has("firstName")) {
			first = JsonTexts.line(person, "first_name");
			last = JsonTexts.line(person, "last_name");
		}
		if (!last.isEmpty()) {
			return (first + " " + last).strip();
		}
		String whole = JsonTexts.line(person, "fullName").isEmpty() ? JsonTexts.line(person, "name")
				: JsonTexts.line(person, "fullName");
		int comma = whole.indexOf(", ");
		return (comma > 0) ? (whole.substring(comma + 2) + " " + whole.substring(0, comma)).strip() : whole;
	}

}
