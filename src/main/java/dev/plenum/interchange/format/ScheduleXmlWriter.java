package dev.plenum.interchange.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map.Entry;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes schedule.xml from the structure of schedule.json.
 */
final class ScheduleXmlWriter {

	private static final List<String> EVENT = List.of("date", "start", "duration", "room", "slug", "url", "title",
			"subtitle", "language", "track", "type", "abstract", "description", "logo", "feedback_url", "origin_url",
			"video_download_url");

	private static final List<String> CONFERENCE = List.of("acronym", "title", "start", "end");

	private static final List<String> CONFERENCE_MORE = List.of("timeslot_duration", "time_zone_name", "base_url",
			"url", "logo", "description");

	private final XMLStreamWriter xml;

	private int depth;

	private ScheduleXmlWriter(XMLStreamWriter xml) {
		this.xml = xml;
	}

	static byte[] write(ProgrammeFile programme) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
				.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
			new ScheduleXmlWriter(xml).schedule(ScheduleWriter.json(programme));
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
		if (schedule.has("base_url")) {
			conference.set("base_url", schedule.get("base_url"));
		}
		begin("conference");
		for (String name : CONFERENCE) {
			element(name, conference.path(name));
		}
		element("days", conference.path("daysCount"));
		for (String name : CONFERENCE_MORE) {
			if (conference.has(name)) {
				element(name, conference.path(name));
			}
		}
		for (JsonNode track : conference.path("tracks")) {
			begin("track");
			for (String name : List.of("name", "slug", "color")) {
				attribute(name, track.path(name));
			}
			end(false);
		}
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

	private void event(JsonNode event) throws XMLStreamException {
		begin("event");
		for (String name : List.of("guid", "id", "code")) {
			attribute(name, event.path(name));
		}
		for (String name : EVENT) {
			if (event.has(name)) {
				element(name, event.path(name));
			}
		}
		begin("recording");
		element("license", event.path("recording_license"));
		element("optout", event.path("do_not_record"));
		for (String name : List.of("url", "link")) {
			if (event.has("recording_" + name)) {
				element(name, event.path("recording_" + name));
			}
		}
		end(true);
		for (JsonNode room : event.path("additional_rooms")) {
			element("additional_room", room);
		}
		begin("persons");
		for (JsonNode person : event.path("persons")) {
			person(person);
		}
		end(true);
		addresses("links", "link", event);
		addresses("attachments", "attachment", event);
		end(true);
	}

	private void person(JsonNode person) throws XMLStreamException {
		begin("person");
		for (String name : List.of("id", "guid", "code")) {
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
