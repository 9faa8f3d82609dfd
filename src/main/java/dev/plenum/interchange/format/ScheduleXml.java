package dev.plenum.interchange.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.xml.stream.XMLStreamException;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads the days, rooms and events of a schedule.xml into the structure of schedule.json.
 */
final class ScheduleXml {

	private final ObjectNode conference = JsonFile.MAPPER.createObjectNode();

	private final ArrayNode tracks = this.conference.putArray("tracks");

	private final ArrayNode rooms = this.conference.putArray("rooms");

	private final List<ScheduleTree.ScheduleDay> days = new ArrayList<>();

	private final List<ScheduleTree.ScheduleEvent> events = new ArrayList<>();

	private final Warnings warnings = new Warnings();

	private String generator = "";

	private String version = "";

	private ScheduleXml() {
	}

	static ScheduleTree tree(InputStreamSource file) throws IOException {
		ScheduleXml found = new ScheduleXml();
		XmlFile.read(file, found::warnOfCharacter, (xml) -> {
			found.schedule(xml);
			return found;
		});
		return new ScheduleTree(found.generator, found.version, found.conference, found.days, found.events,
				found.warnings);
	}

	/** Explains what an XML file is that is not a schedule. */
	private static String foreign(String root) {
		String kind = switch (root.toLowerCase(Locale.ROOT)) {
			case "html" -> "This is a web page. ";
			case "rss", "feed" -> "This is a news feed. ";
			case "workbook" -> "This is an Excel workbook. ";
			default -> "";
		};
		return kind
				+ "Expected the root element <schedule> instead of <%s>. Import schedule.xml, or another of the formats in the documentation."
					.formatted(root);
	}

	private void warnOfCharacter(int line) {
		this.warnings.add("line " + line, "The line contains a character that XML does not allow. It is ignored.");
	}

	private void schedule(XmlFile xml) throws XMLStreamException {
		String root = xml.next().orElse("");
		if (!root.equals("schedule")) {
			throw new FaultyFileException(xml.place(), foreign(root));
		}
		content(xml);
		while (xml.next().isPresent()) {
			xml.skip();
		}
	}

	private void content(XmlFile xml) throws XMLStreamException {
		for (Optional<String> name = xml.next(); name.isPresent(); name = xml.next()) {
			switch (name.get()) {
				case "conference" -> conference(xml.element());
				case "day" -> day(xml, xml.attribute("date"));
				case "days" -> content(xml);
				case "generator" -> this.generator = xml.element().attributes().getOrDefault("name", "");
				case "version" -> this.version = xml.element().text().strip();
				default -> xml.skip();
			}
		}
	}

	private void conference(XmlFile.Element element) {
		element.children().forEach((child) -> {
			if (child.name().equals("track")) {
				attributes(child, this.tracks.addObject());
			}
			else {
				this.conference.put(child.name(), child.text().strip());
			}
		});
		element.besides().forEach((values) -> Besides.read(values, this.conference));
	}

	private void day(XmlFile xml, String date) throws XMLStreamException {
		this.days.add(new ScheduleTree.ScheduleDay(date, xml.attribute("start"), xml.attribute("end")));
		events(xml, date, "");
	}

	private void events(XmlFile xml, String date, String room) throws XMLStreamException {
		for (Optional<String> name = xml.next(); name.isPresent(); name = xml.next()) {
			switch (name.get()) {
				case "room" -> {
					String inRoom = xml.attribute("name");
					this.rooms.addObject().put("name", inRoom).put("guid", xml.attribute("guid"));
					events(xml, date, inRoom);
				}
				case "rooms", "events" -> events(xml, date, room);
				default -> add(xml.element(), date, room);
			}
		}
	}

	private void add(XmlFile.Element element, String date, String room) {
		if (!element.name().equals("event")) {
			this.warnings.add(element.place(), "Expected <event> instead of <%s>, which is ignored.", element.name());
			return;
		}
		if (this.events.size() == Lengths.MOST_ITEMS) {
			throw new FaultyFileException(element.place(),
					"There are more than %d sessions.".formatted(Lengths.MOST_ITEMS));
		}
		this.events.add(new ScheduleTree.ScheduleEvent(event(element), date, room, element.place()));
	}

	private static ObjectNode event(XmlFile.Element element) {
		ObjectNode event = JsonFile.MAPPER.createObjectNode();
		attributes(element, event);
		ArrayNode furtherRooms = event.putArray("additional_rooms");
		ArrayNode persons = event.putArray("persons");
		for (XmlFile.Element child : element.children()) {
			switch (child.name()) {
				case "persons", "speakers", "presenters" -> child.children().forEach((one) -> person(one, persons));
				case "person", "speaker", "presenter" -> person(child, persons);
				case "links" -> addresses(child, "link", event.putArray("links"));
				case "attachments" -> addresses(child, "attachment", event.putArray("attachments"));
				case "recording" -> {
					child.named("license").forEach((license) -> event.put("recording_license", license.text().strip()));
					child.named("optout").forEach((optout) -> event.put("do_not_record", optout.text().strip()));
					child.named("url").forEach((url) -> event.put("recording_url", url.text().strip()));
					child.named("link").forEach((link) -> event.put("recording_link", link.text().strip()));
				}
				case "additional_room" -> furtherRooms.add(child.text().strip());
				default -> event.put(child.name(), child.text());
			}
		}
		element.besides().forEach((values) -> Besides.read(values, event));
		return event;
	}

	private static void person(XmlFile.Element person, ArrayNode into) {
		ObjectNode node = into.addObject();
		attributes(person, node);
		String name = person.named("name").map(XmlFile.Element::text).findFirst().orElse(person.text()).strip();
		if (!name.isEmpty()) {
			node.put("name", name);
		}
	}

	private static void addresses(XmlFile.Element list, String name, ArrayNode into) {
		list.named(name)
			.forEach((item) -> into.addObject()
				.put("url", item.attributes().getOrDefault("href", item.text().strip()))
				.put("title", item.text().strip()));
	}

	private static void attributes(XmlFile.Element element, ObjectNode into) {
		element.attributes().forEach(into::put);
	}

}
