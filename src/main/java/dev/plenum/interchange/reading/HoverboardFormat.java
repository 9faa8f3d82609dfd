package dev.plenum.interchange.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.Languages;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.SessionKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the data of a site made with Hoverboard: {@code schedule}, {@code sessions} and
 * {@code speakers} in one object. The schedule contains only the ids of sessions. Its
 * columns are rooms. Several sessions in one cell follow each other.
 */
final class HoverboardFormat {

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private final ForeignProgramme programme = new ForeignProgramme();

	private final JsonNode sessions;

	private HoverboardFormat(JsonNode root) {
		this.sessions = root.path("sessions");
		root.path("speakers").properties().forEach((speaker) -> speaker(speaker.getKey(), speaker.getValue()));
	}

	/** Whether an object has days of such a schedule. */
	static boolean isSchedule(JsonNode schedule) {
		return schedule.properties()
			.stream()
			.anyMatch((day) -> DATE.matcher(day.getKey()).matches() && day.getValue().path("timeslots").isArray());
	}

	static ReadProgramme read(JsonNode root) {
		boolean whole = root.has("schedule");
		if (!root.path("sessions").isObject()) {
			throw new FaultyFileException(whole ? "/schedule" : "",
					"This schedule of Hoverboard contains only the ids of sessions. Import one file with schedule, sessions and speakers.");
		}
		HoverboardFormat found = new HoverboardFormat(root);
		root.path("schedule")
			.properties()
			.stream()
			.filter((day) -> DATE.matcher(day.getKey()).matches())
			.forEach((day) -> found.day(LocalDate.parse(day.getKey()), day.getValue(), "/schedule/" + day.getKey()));
		return found.programme.build(FileFormat.HOVERBOARD);
	}

	private void day(LocalDate date, JsonNode day, String at) {
		JsonNode slots = day.path("timeslots");
		for (int slot = 0; slot < slots.size(); slot++) {
			JsonNode columns = slots.get(slot).path("sessions");
			for (int column = 0; column < columns.size(); column++) {
				String place = at + "/timeslots/" + slot + "/sessions/" + column;
				int last = Math.clamp(slot + Math.max(1, columns.get(column).path("extend").asInt(1)) - 1, slot,
						slots.size() - 1);
				Moment start = moment(date, slots.get(slot), "startTime", place);
				Moment end = moment(date, slots.get(last), "endTime", place);
				String room = (columns.size() > 1 || day.path("tracks").size() == 1)
						? JsonTexts.line(day.path("tracks").path(column), "title") : "";
				if (start != null && end != null) {
					cell(columns.get(column).path("items"), start, end, room, place);
				}
			}
		}
	}

	private void cell(JsonNode items, Moment start, Moment end, String room, String at) {
		Duration each = Duration.between(start.wallTime(), end.wallTime()).dividedBy(Math.max(1, items.size()));
		for (int i = 0; i < items.size(); i++) {
			String id = items.get(i).asString("");
			JsonNode session = this.sessions.path(id);
			if (!session.isObject()) {
				this.programme.warn(at + "/items/" + i, "The file contains no session '%s'.", id);
				continue;
			}
			SessionDraft draft = new SessionDraft(id, "/sessions/" + id,
					new Moment(start.wallTime().plus(each.multipliedBy(i)), null),
					new Moment(start.wallTime().plus(each.multipliedBy(i + 1L)), null));
			this.programme.room(room).ifPresent(draft.rooms::add);
			fill(draft, session);
			this.programme.add(draft);
		}
	}

	private void fill(SessionDraft draft, JsonNode session) {
		draft.title = JsonTexts.titles(session, "title");
		draft.description = JsonTexts.texts(session, "description");
		draft.languages = Languages.of(JsonTexts.raw(session, "language")).tags();
		draft.image = Addresses.web(JsonTexts.raw(session, "image"), "").orElse(null);
		session.path("tags").forEach((tag) -> draft.tags.add(tag.asString("")));
		if (!JsonTexts.line(session, "complexity").isEmpty()) {
			draft.tags.add(JsonTexts.line(session, "complexity"));
		}
		draft.kind = session.path("speakers").isEmpty() ? Kinds.of(JsonTexts.line(session, "title"), SessionKind.OTHER)
				: Kinds.of(JsonTexts.line(session, "format"), SessionKind.LECTURE);
		JsonTexts.link(session, "presentation", "Presentation").ifPresent(draft.links::add);
		String video = JsonTexts.raw(session, "videoId");
		if (video.matches("[\\w-]{6,20}")) {
			draft.links.add(new Link("Video", "https://www.youtube.com/watch?v=" + video));
		}
		session.path("speakers")
			.forEach((speaker) -> this.programme.knownSpeaker(speaker.asString(""), null)
				.ifPresentOrElse(draft.speakers::add, () -> this.programme.warn(draft.place,
						"The file contains no speaker '%s' with a name.", speaker.asString(""))));
	}

	private void speaker(String id, JsonNode speaker) {
		String name = JsonTexts.line(speaker, "name");
		if (!name.isEmpty()) {
			List<Link> links = speaker.path("socials")
				.valueStream()
				.flatMap((social) -> JsonTexts.link(social, "link", JsonTexts.line(social, "name")).stream())
				.toList();
			String company = JsonTexts.line(speaker, "company");
			Map<String, String> bio = JsonTexts.texts(speaker, "bio");
			this.programme.speaker(id, name, company.isEmpty() ? null : company,
					bio.isEmpty() ? JsonTexts.texts(speaker, "shortBio") : bio, JsonTexts.raw(speaker, "photoUrl"),
					links);
		}
	}

	private @Nullable Moment moment(LocalDate date, JsonNode slot, String name, String at) {
		String written = JsonTexts.raw(slot, name);
		try {
			LocalTime time = LocalTime.parse((written.length() == 4) ? "0" + written : written);
			return new Moment(date.atTime(time), null);
		}
		catch (DateTimeException ex) {
			this.programme.warn(at, "'%s' is not a time such as 09:30. The sessions are left out.", written);
			return null;
		}
	}

}
