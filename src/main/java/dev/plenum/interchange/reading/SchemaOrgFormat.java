package dev.plenum.interchange.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.Languages;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON-LD of schema.org: an {@code Event} whose {@code subEvent}s are sessions. A
 * part that has parts itself, such as a day, is not a session. Files of other programs
 * have HTML in their texts; those of Plenum have plain text, and the track of a session
 * as its subject.
 */
public final class SchemaOrgFormat {

	private static final String PLENUM = "plenum";

	private static final int DEEPEST = 10;

	private static final Pattern URN = Pattern.compile("^urn:uuid:");

	private String venue = "";

	private final ForeignProgramme programme = new ForeignProgramme();

	private final JsonTimes times = new JsonTimes(this.programme);

	private final boolean isOurs;

	private SchemaOrgFormat(JsonNode event) {
		this.isOurs = JsonTexts.raw(event.path("identifier"), "propertyID").equals(PLENUM);
	}

	/**
	 * Marks a file as one that Plenum wrote.
	 * @param event the event in the file
	 * @param id the id of the event
	 */
	public static void sign(ObjectNode event, String id) {
		event.putObject("identifier").put("@type", "PropertyValue").put("propertyID", PLENUM).put("value", id);
	}

	static ReadProgramme read(JsonNode root) {
		Stream<JsonNode> all = root.isArray() ? root.valueStream()
				: Stream.concat(Stream.of(root), root.path("@graph").valueStream());
		JsonNode event = all.filter((node) -> !node.path("subEvent").isMissingNode())
			.findFirst()
			.orElseThrow(() -> new FaultyFileException("",
					"This JSON-LD of schema.org contains no Event with parts (subEvent), which are the sessions."));
		SchemaOrgFormat found = new SchemaOrgFormat(event);
		found.programme.name(JsonTexts.lines(event, "name"));
		found.programme.days(JsonTimes.date(event.path("startDate")), JsonTimes.date(event.path("endDate")));
		found.programme.zone(JsonTexts.raw(event.path("eventSchedule"), "scheduleTimezone"), "/eventSchedule");
		found.venue = found.name(event.path("location"));
		found.parts(event, "", 0);
		return found.programme.build(FileFormat.SCHEMA_ORG);
	}

	private void parts(JsonNode event, String at, int depth) {
		JsonNode parts = event.path("subEvent");
		List<JsonNode> all = parts.isArray() ? parts.valueStream().toList() : List.of(parts);
		for (int i = 0; i < all.size() && depth < DEEPEST; i++) {
			JsonNode part = all.get(i);
			String place = at + "/subEvent" + (parts.isArray() ? "/" + i : "");
			if (part.path("subEvent").isEmpty()) {
				part(part, place);
			}
			else {
				parts(part, place, depth + 1);
			}
		}
	}

	private void part(JsonNode part, String at) {
		String title = JsonTexts.title(part, "name");
		String start = JsonTexts.raw(part, "startDate");
		if (start.length() == "2027-06-01".length()) {
			this.programme.warn(at,
					"'%s' is for the whole day, without a time of day. It is not a session and is left out.", title);
			return;
		}
		this.times.span(part, "startDate", "endDate", JsonTimes.minutes(part.path("duration")), at, title)
			.ifPresent((span) -> {
				String id = Stream.of("@id", "identifier", "url")
					.map((name) -> JsonTexts.raw(part, name))
					.filter((value) -> !value.isEmpty())
					.findFirst()
					.orElse("title/" + title + "/" + span.startsAt());
				SessionDraft session = new SessionDraft(URN.matcher(id).replaceFirst(""), at, span);
				fill(session, part);
				this.programme.add(session);
			});
	}

	private void fill(SessionDraft session, JsonNode part) {
		session.title = this.isOurs ? JsonTexts.plain(part, "name") : JsonTexts.titles(part, "name");
		session.description = texts(part, "description");
		session.track = this.isOurs ? this.programme.track(name(part.path("about"))) : null;
		session.languages = all(part.path("inLanguage"))
			.flatMap((language) -> Languages.of(name(language)).tags().stream())
			.distinct()
			.toList();
		session.image = Addresses.web(JsonTexts.raw(part, "image"), "").orElse(null);
		session.kind = Kinds.of(JsonTexts.line(part, "additionalType"), SessionKind.LECTURE);
		session.status = JsonTexts.raw(part, "eventStatus").endsWith("EventCancelled") ? SessionStatus.CANCELLED : null;
		JsonTexts.page(part, "url").ifPresent(session.links::add);
		all(part.path("location")).filter((place) -> place.has("containedInPlace") || !name(place).equals(this.venue))
			.map(this::name)
			.flatMap((name) -> this.programme.room(name).stream())
			.forEach(session.rooms::add);
		Stream.of("performer", "performers", "actor")
			.flatMap((name) -> all(part.path(name)))
			.flatMap((person) -> performer(person).stream())
			.forEach(session.speakers::add);
		all(part.path("location")).filter((place) -> JsonTexts.raw(place, "@type").equals("VirtualLocation"))
			.flatMap((place) -> Addresses.of(JsonTexts.raw(place, "url"), "").stream())
			.forEach((url) -> session.links.add(new Link(null, url, LinkKind.STREAM)));
		all(part.path("keywords")).flatMap((words) -> Stream.of(words.asString("").split(",")))
			.map(String::strip)
			.filter((word) -> !word.isEmpty())
			.forEach(session.tags::add);
	}

	private Optional<SpeakerPart> performer(JsonNode person) {
		String name = (person.isObject() && !this.isOurs) ? JsonTexts.title(person, "name") : name(person).strip();
		String affiliation = name(person.path("affiliation"));
		return name.isEmpty() ? Optional.empty()
				: Optional.of(this.programme.speaker("name/" + name, name, affiliation.isEmpty() ? null : affiliation,
						texts(person, "description"), JsonTexts.raw(person, "image"), links(person)));
	}

	private static List<Link> links(JsonNode person) {
		return all(person.path("sameAs")).flatMap((url) -> Addresses.of(url.asString(""), "").stream())
			.map((url) -> new Link(null, url))
			.toList();
	}

	private Map<String, String> texts(JsonNode thing, String name) {
		return this.isOurs ? JsonTexts.plain(thing, name) : JsonTexts.texts(thing, name);
	}

	private String name(JsonNode thing) {
		return !thing.isObject() ? thing.asString("")
				: this.isOurs ? JsonTexts.raw(thing, "name") : JsonTexts.line(thing, "name");
	}

	private static Stream<JsonNode> all(JsonNode value) {
		return value.isArray() ? value.valueStream() : value.isMissingNode() ? Stream.empty() : Stream.of(value);
	}

}
