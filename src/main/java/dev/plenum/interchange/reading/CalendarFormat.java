package dev.plenum.interchange.reading;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Span;
import dev.plenum.interchange.format.TimeZones;
import dev.plenum.interchange.reading.CalendarComponent.Property;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads calendars: iCalendar and xCal. Each event is a session. An event that repeats by
 * a rule, is for the whole day, or is private is left out with a warning.
 */
final class CalendarFormat {

	/** Such as {@code Room (Venue)}, which Indico writes. */
	private static final Pattern ROOM_AND_VENUE = Pattern.compile("(?<room>.+?) \\((?<venue>[^()]+)\\)");

	private static final Set<String> PRIVATE = Set.of("PRIVATE", "CONFIDENTIAL");

	private static final int MOST_WORDS = 3;

	private final CalendarComponent calendar;

	private final ForeignProgramme programme;

	private final CalendarZones zones;

	private final CalendarTimes times;

	private final CalendarPlaces places;

	private final CalendarPeople people;

	private final String writer;

	private final @Nullable ZoneId zone;

	private CalendarFormat(CalendarComponent calendar, ForeignProgramme programme) {
		this.calendar = calendar;
		this.programme = programme;
		this.zones = new CalendarZones(calendar);
		this.times = new CalendarTimes(this.zones, programme);
		this.places = new CalendarPlaces(calendar.named("VEVENT").map((event) -> event.text("LOCATION")));
		this.people = new CalendarPeople(calendar, programme);
		this.writer = CalendarComponent.upper(calendar.text("PRODID"));
		String name = calendar.text("X-WR-TIMEZONE").isEmpty() ? calendar.text("TIMEZONE-ID")
				: calendar.text("X-WR-TIMEZONE");
		this.zone = TimeZones.of(name).orElse(null);
		if (this.zone == null && !name.isEmpty()) {
			programme.warn(calendar.place(), "'%s' is not a time zone such as Europe/Stockholm and is ignored.", name);
		}
	}

	/**
	 * Reads an iCalendar file.
	 * @param file the file
	 */
	static ReadProgramme text(InputStreamSource file) throws IOException {
		ForeignProgramme programme = new ForeignProgramme();
		return read(CalendarLines.read(file, programme), programme, FileFormat.ICALENDAR);
	}

	/**
	 * Reads an xCal file.
	 * @param file the file
	 */
	static ReadProgramme xml(InputStreamSource file) throws IOException {
		return read(CalendarXml.read(file), new ForeignProgramme(), FileFormat.XCAL);
	}

	private static ReadProgramme read(CalendarComponent root, ForeignProgramme programme, FileFormat format) {
		List<CalendarFormat> calendars = root.named("VCALENDAR")
			.map((calendar) -> new CalendarFormat(calendar, programme))
			.toList();
		calendars.stream()
			.map(CalendarFormat::name)
			.filter((name) -> !name.value().isBlank())
			.findFirst()
			.ifPresent((name) -> programme
				.name(Map.of(Objects.requireNonNullElse(name.language(), ProgrammeFile.NO_LANGUAGE),
						PlainText.line(name.text()))));
		Optional<ZoneId> named = calendars.stream()
			.map((calendar) -> calendar.zone)
			.filter(Objects::nonNull)
			.filter((zone) -> !zone.normalized().equals(ZoneOffset.UTC))
			.findFirst();
		calendars.forEach((calendar) -> calendar.read(named.orElse(null)));
		calendars.stream().flatMap((calendar) -> calendar.places.venue().stream()).findFirst().ifPresent((venue) -> {
			if (calendars.stream().noneMatch(CalendarFormat::isOurs)) {
				programme.venue(venue);
			}
		});
		programme.zone(
				named
					.or(() -> calendars.stream()
						.map((calendar) -> calendar.zones.mostUsed())
						.filter(Objects::nonNull)
						.findFirst())
					.orElse(null));
		return programme.build(format);
	}

	private Property name() {
		return Stream.of("X-WR-CALNAME", "NAME", "X-WR-CALDESC")
			.flatMap(this.calendar::all)
			.findFirst()
			.orElse(new Property("NAME", Map.of(), "", ""));
	}

	private boolean isOurs() {
		return this.writer.startsWith("-//PLENUM//");
	}

	private void read(@Nullable ZoneId eventZone) {
		Stream.of("VTODO", "VJOURNAL")
			.flatMap(this.calendar::named)
			.forEach(
					(other) -> this.programme.warn(other.place(), "%s is not an event and is left out.", other.name()));
		this.calendar.named("VEVENT").forEach((event) -> {
			String title = PlainText.line(PlainText.tidy(event.text("SUMMARY")));
			if (isUsable(event, title)) {
				this.times.of(event, title)
					.map((span) -> (this.zone != null && !this.zone.equals(eventZone)) ? span.in(this.zone) : span)
					.ifPresent((span) -> this.programme.add(session(event, title, span)));
			}
		});
	}

	private boolean isUsable(CalendarComponent event, String title) {
		for (String rule : List.of("RRULE", "RDATE", "EXRULE")) {
			if (event.first(rule).isPresent()) {
				this.programme.warn(event.place(),
						"'%s' repeats by a rule (%s), and sessions do not repeat. It is left out; write each occurrence as an event of its own.",
						title, rule);
				return false;
			}
		}
		if (PRIVATE.contains(CalendarComponent.upper(event.text("CLASS")))) {
			this.programme.warn(event.place(), "'%s' is private (CLASS:%s) and is left out.", title,
					event.text("CLASS"));
			return false;
		}
		return true;
	}

	private SessionDraft session(CalendarComponent event, String title, Span span) {
		SessionDraft session = new SessionDraft(key(event, title), event.place(), span);
		session.status = status(event, title);
		session.languages = event.all("X-PLENUM-LANGUAGES")
			.flatMap((property) -> property.texts().stream())
			.map(JsonTexts::language)
			.filter(Objects::nonNull)
			.toList();
		session.language = session.languages.isEmpty() ? JsonTexts.language(event.text("LANGUAGE-CODE"))
				: session.languages.getFirst();
		if (isOurs()) {
			new PlenumCalendar(this.programme).read(event, session);
			return session;
		}
		categories(event, title, session);
		texts(event, title, session);
		this.programme.room(room(event.text("LOCATION"))).ifPresent(session.rooms::add);
		event.all("URL")
			.map(Property::value)
			.flatMap((url) -> Addresses.of(url, "").stream())
			.forEach((url) -> session.links.add(new Link(null, url, LinkKind.PAGE)));
		event.all("CONFERENCE")
			.forEach((property) -> Addresses.of(property.value(), "")
				.ifPresent((url) -> session.links
					.add(new Link(emptyToNull(property.parameter("LABEL")), url, LinkKind.STREAM))));
		event.all("ATTACH").filter((property) -> !property.parameter("VALUE").equals("BINARY")).forEach((property) -> {
			String name = Stream.of("FILENAME", "X-FILENAME", "LABEL")
				.map(property::parameter)
				.filter((parameter) -> !parameter.isBlank())
				.findFirst()
				.orElse("");
			Addresses.of(property.value(), "")
				.ifPresentOrElse(
						(url) -> session.materials.add(new MaterialEntry(Kinds.material(url),
								ProgrammeFile.textOrNull(line(name)), url, null, null)),
						() -> this.programme.warn(property.place(), "'%s' is not a safe address and is ignored.",
								property.value()));
		});
		return session;
	}

	private void texts(CalendarComponent event, String title, SessionDraft session) {
		String written = event.text("DESCRIPTION").isBlank() ? event.text("X-ALT-DESC") : event.text("DESCRIPTION");
		CalendarPeople.Found found = this.people.of(event, PlainText.of(written));
		session.speakers.addAll(found.speakers());
		String description = found.description();
		String url = event.text("URL");
		if (!url.isEmpty() && description.endsWith("\n" + url)) {
			description = description.substring(0, description.length() - url.length()).strip();
		}
		String language = Objects.requireNonNullElse(event.first("SUMMARY").map(Property::language).orElse(null),
				ProgrammeFile.NO_LANGUAGE);
		if (!description.isEmpty()) {
			session.description = Map.of(language, description);
		}
		session.title = Map.of(language, withoutSpeakers(title, session));
		String own = line(event.text("TITLE"));
		if (!own.isEmpty()) {
			session.title = ProgrammeFile.text(own);
			String subtitle = line(event.text("SUBTITLE"));
			session.subtitle = subtitle.isEmpty() ? Map.of() : ProgrammeFile.text(subtitle);
		}
	}

	/** Removes the speakers from a title, which pretalx writes after a hyphen. */
	private String withoutSpeakers(String title, SessionDraft session) {
		int hyphen = title.lastIndexOf(" - ");
		if (!this.writer.startsWith("-//PRETALX//") || !session.speakers.isEmpty()) {
			return title;
		}
		if (hyphen <= 0) {
			return title.endsWith(" -") ? title.substring(0, title.length() - 2) : title;
		}
		List<NamedPeople.Person> people = NamedPeople.in(title.substring(hyphen + 3));
		people.forEach((person) -> this.programme.speaker(person.name(), null).ifPresent(session.speakers::add));
		return people.isEmpty() ? title : title.substring(0, hyphen);
	}

	private void categories(CalendarComponent event, String title, SessionDraft session) {
		List<String> categories = Stream.of("CATEGORIES", "CATEGORY")
			.flatMap(event::all)
			.flatMap((property) -> property.texts().stream())
			.map(CalendarFormat::line)
			.distinct()
			.toList();
		if (!categories.isEmpty()) {
			session.track = this.programme.track(categories.getFirst());
			session.tags.addAll(categories.subList(1, categories.size()));
			session.kind = Kinds.of(categories.getFirst(), SessionKind.LECTURE);
		}
		if (session.kind == SessionKind.LECTURE && title.split("\\s+").length <= MOST_WORDS) {
			session.kind = Kinds.of(title, SessionKind.LECTURE);
		}
	}

	private String room(String location) {
		Matcher parts = ROOM_AND_VENUE.matcher(location);
		if (this.writer.contains("INDICO") && parts.matches()) {
			return parts.group("room");
		}
		return this.places.room(location);
	}

	private @Nullable SessionStatus status(CalendarComponent event, String title) {
		if (event.text("STATUS").equalsIgnoreCase("CANCELLED")
				|| this.calendar.text("METHOD").equalsIgnoreCase("CANCEL")) {
			return SessionStatus.CANCELLED;
		}
		if (event.text("STATUS").equalsIgnoreCase("TENTATIVE")) {
			this.programme.warn(event.place(), "'%s' is tentative (STATUS:TENTATIVE); it is imported as scheduled.",
					title);
		}
		return null;
	}

	private String key(CalendarComponent event, String title) {
		String uid = event.text("UID");
		if (uid.isEmpty()) {
			this.programme.warn(event.place(), "'%s' has no UID, so its title identifies it.", title);
			return "title/" + title;
		}
		String occurrence = event.text("RECURRENCE-ID");
		return PlenumCalendar.key(uid) + (occurrence.isEmpty() ? "" : "/" + occurrence);
	}

	private static String line(String text) {
		return PlainText.line(PlainText.of(text));
	}

	private static @Nullable String emptyToNull(String text) {
		return text.isBlank() ? null : text;
	}

}
