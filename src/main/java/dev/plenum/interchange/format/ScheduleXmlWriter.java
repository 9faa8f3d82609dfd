package dev.plenum.interchange.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes schedule.xml from the structure of schedule.json. What the schema of the XML
 * does not allow is written as {@link Besides} describes.
 */
final class ScheduleXmlWriter {

	private static final List<String> EVENT = List.of("date", "start", "duration", "room", "slug", "url", "title",
			"subtitle", "language", "track", "type", "abstract", "description", "logo", "feedback_url", "origin_url",
			"video_download_url");

	private static final List<String> CONFERENCE = List.of("acronym", "title", "start", "end", "days",
			"timeslot_duration", "time_zone_name", "base_url", "url", "logo");

	private static final Pattern ADDRESS = Pattern.compile("https?://.*");

	/** What the schema allows, by the name of the element or attribute. */
	private static final Map<String, Pattern> ALLOWED = Map.of("url", ADDRESS, "base_url", ADDRESS, "logo", ADDRESS,
			"feedback_url", ADDRESS, "origin_url", ADDRESS, "video_download_url", ADDRESS, "recording_url", ADDRESS,
			"recording_link", ADDRESS, "code", Pattern.compile("[0-9A-Z]{6}"), "slug",
			Pattern.compile("[a-z0-9_]{4,}-[a-z0-9_-]{4,}"));

	private static final Pattern TRACK_SLUG = Pattern.compile("[a-z][a-z0-9-]+");

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	private static final Duration LONGEST = Duration.ofDays(1).minusMinutes(1);

	private final XMLStreamWriter xml;

	private int depth;

	private ScheduleXmlWriter(XMLStreamWriter xml) {
		this.xml = xml;
	}

	static byte[] write(ProgrammeFile programme, int revision) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
				.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
			new ScheduleXmlWriter(xml).schedule(ScheduleWriter.tree(programme, revision));
			xml.close();
			return bytes.toByteArray();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void schedule(ObjectNode root) throws XMLStreamException {
		JsonNode schedule = root.path("schedule");
		this.xml.writeStartDocument("UTF-8", "1.0");
		begin("schedule");
		begin("generator");
		attribute("name", root.path("generator").path("name"));
		end(false);
		element("version", schedule.path("version"));
		conference(schedule);
		for (JsonNode day : schedule.path("conference").path("days")) {
			day(day, schedule.path("conference"));
		}
		end(true);
		this.xml.writeEndDocument();
	}

	private void conference(JsonNode schedule) throws XMLStreamException {
		ObjectNode conference = ((ObjectNode) schedule.path("conference")).deepCopy();
		conference.set("days", conference.path("daysCount"));
		ObjectNode besides = Besides.of(conference);
		if (schedule.has("base_url")) {
			conference.set("base_url", schedule.get("base_url"));
		}
		if (conference.has("description")) {
			besides.set("description", conference.get("description"));
		}
		if (besides.remove("time_zone_name") instanceof JsonNode zone) {
			conference.set("time_zone_name", zone);
		}
		begin("conference");
		elements(conference, CONFERENCE);
		for (JsonNode track : conference.path("tracks")) {
			begin("track");
			attribute("name", track.path("name"));
			attribute("slug", track.path("slug"), TRACK_SLUG);
			attribute("color", track.path("color"), COLOR);
			end(false);
		}
		besides(conference);
		end(true);
	}

	private void day(JsonNode day, JsonNode conference) throws XMLStreamException {
		begin("day");
		attribute("index", day.path("index"));
		attribute("date", day.path("date"));
		attribute("start", day.path("day_start"));
		attribute("end", day.path("day_end"));
		for (Entry<String, JsonNode> room : day.path("rooms").properties()) {
			begin("room");
			this.xml.writeAttribute("name", clean(room.getKey()));
			for (JsonNode known : conference.path("rooms")) {
				if (known.path("name").asString().equals(room.getKey())) {
					attribute("guid", known.path("guid"));
				}
			}
			for (JsonNode event : room.getValue()) {
				event(event);
			}
			end(true);
		}
		end(true);
	}

	private void event(JsonNode node) throws XMLStreamException {
		ObjectNode event = ((ObjectNode) node).deepCopy();
		ObjectNode besides = Besides.of(event);
		for (String name : List.of("video_download_url", "recording_url", "recording_link")) {
			if (besides.remove(name) instanceof JsonNode recording) {
				event.set(name, recording);
			}
		}
		if (event.path("url").asString("").startsWith("urn:")) {
			event.remove("url");
		}
		exactTime(event, besides);
		begin("event");
		for (String name : List.of("guid", "id", "code")) {
			if (isAllowed(event, name)) {
				attribute(name, event.path(name));
			}
		}
		// Some programs read any url in an event as that of its page: the last one
		// counts.
		begin("recording");
		element("license", event.path("recording_license"));
		element("optout", event.path("do_not_record"));
		for (String name : List.of("url", "link")) {
			if (isAllowed(event, "recording_" + name)) {
				element(name, event.path("recording_" + name));
			}
		}
		end(true);
		elements(event, EVENT);
		begin("persons");
		for (JsonNode person : event.path("persons")) {
			person(person);
		}
		end(true);
		addresses("links", "link", event);
		addresses("attachments", "attachment", event);
		besides(event);
		end(true);
	}

	/**
	 * The format has no end, and programs read durations of a day and more wrongly or not
	 * at all. The end is written beside the format if the duration does not show it.
	 */
	private static void exactTime(ObjectNode event, ObjectNode besides) {
		Duration duration = Duration.between(OffsetDateTime.parse(event.path("date").asString()),
				OffsetDateTime.parse(event.path("end").asString()));
		if (duration.compareTo(LONGEST) > 0 || duration.toSecondsPart() > 0 || duration.toNanosPart() > 0) {
			event.put("duration", Durations.minutes((duration.compareTo(LONGEST) > 0) ? LONGEST : duration));
			besides.set("end", event.get("end"));
		}
	}

	private void elements(ObjectNode node, List<String> names) throws XMLStreamException {
		for (String name : names) {
			if (isAllowed(node, name)) {
				element(name, node.get(name));
			}
		}
	}

	/**
	 * Whether a value exists and the schema allows it; otherwise it is written beside.
	 */
	private static boolean isAllowed(ObjectNode node, String name) {
		JsonNode value = node.get(name);
		if (value == null) {
			return false;
		}
		Pattern allowed = ALLOWED.get(name);
		if (allowed == null || allowed.matcher(value.asString("")).matches()) {
			return true;
		}
		Besides.of(node).set(name, value);
		return false;
	}

	private void besides(JsonNode node) throws XMLStreamException {
		String values = Besides.instruction(node);
		if (values != null) {
			line();
			this.xml.writeProcessingInstruction(Besides.NAME, clean(values));
		}
	}

	private void person(JsonNode person) throws XMLStreamException {
		begin("person");
		for (String name : List.of("id", "guid")) {
			attribute(name, person.path(name));
		}
		this.xml.writeCharacters(clean(person.path("name").asString()));
		end(false);
	}

	private void addresses(String list, String item, JsonNode event) throws XMLStreamException {
		begin(list);
		for (JsonNode address : event.path(list)) {
			begin(item);
			this.xml.writeAttribute("href", clean(address.path("url").asString()));
			this.xml.writeCharacters(clean(address.path("title").asString()));
			end(false);
		}
		end(!event.path(list).isEmpty());
	}

	private void element(String name, JsonNode value) throws XMLStreamException {
		begin(name);
		this.xml.writeCharacters(clean(value.asString("")));
		end(false);
	}

	private void attribute(String name, JsonNode value) throws XMLStreamException {
		if (!value.isMissingNode() && !value.isNull()) {
			this.xml.writeAttribute(name, clean(value.asString("")));
		}
	}

	private void attribute(String name, JsonNode value, Pattern allowed) throws XMLStreamException {
		if (allowed.matcher(value.asString("")).matches()) {
			attribute(name, value);
		}
	}

	private void begin(String name) throws XMLStreamException {
		line();
		this.xml.writeStartElement(name);
		this.depth++;
	}

	private void end(boolean ownLine) throws XMLStreamException {
		this.depth--;
		if (ownLine) {
			line();
		}
		this.xml.writeEndElement();
	}

	private void line() throws XMLStreamException {
		this.xml.writeCharacters("\n" + "  ".repeat(this.depth));
	}

	private static String clean(String text) {
		return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\uFFFE\\uFFFF]|[\\uD800-\\uDFFF]", "");
	}

}
