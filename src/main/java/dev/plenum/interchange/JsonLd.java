package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.interchange.format.Guids;
import dev.plenum.interchange.reading.SchemaOrgFormat;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.SessionSpeaker;
import dev.plenum.programme.Speaker;
import dev.plenum.programme.Venue;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.Organiser;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a programme as JSON-LD with the words of schema.org: an {@code Event} whose
 * sessions are its {@code subEvent}. Search engines and calendars read it. Texts have the
 * language of their session, otherwise the event's first language; a track has the same
 * name in all its sessions.
 */
final class JsonLd {

	private static final String WORDS = "https://schema.org/";

	private final Programme programme;

	private final Event event;

	private final String eventId;

	private JsonLd(Programme programme) {
		this.programme = programme;
		this.event = programme.event();
		this.eventId = "urn:uuid:" + Guids.of(this.event.id());
	}

	/**
	 * Writes a programme.
	 * @param programme the programme
	 * @return JSON in UTF-8 that can stand in a {@code script} element of HTML as it is
	 */
	static byte[] write(Programme programme) {
		String json = JsonMapper.shared().writeValueAsString(new JsonLd(programme).event());
		return json.replace("<", "\\u003c").getBytes(StandardCharsets.UTF_8);
	}

	private ObjectNode event() {
		ObjectNode node = JsonMapper.shared().createObjectNode().put("@context", "https://schema.org");
		node.put("@type", "Event").put("@id", this.eventId).put("name", text(this.event.name(), null));
		SchemaOrgFormat.sign(node, this.event.id());
		put(node, "alternateName", this.event.alsoKnownAs());
		put(node, "description", text(this.event.theme(), null));
		node.put("startDate", this.event.startsOn().toString()).put("endDate", this.event.endsOn().toString());
		node.putObject("eventSchedule").put("@type", "Schedule").put("scheduleTimezone", this.event.timezone());
		boolean online = this.programme.sessions().stream().anyMatch((session) -> stream(session).isPresent());
		attendance(node, online);
		node.put("eventStatus", WORDS + "EventScheduled");
		texts(node, "inLanguage", this.event.languages().stream().map(Locale::toLanguageTag));
		node.set("location", venue(this.event.venue()));
		ArrayNode organisers = node.arrayNode();
		this.event.organisers().forEach((organiser) -> organisers.add(organiser(organiser)));
		list(node, "organizer", organisers);
		put(node, "image", this.event.logo());
		put(node, "url",
				page(this.event.links())
					.or(() -> Optional.ofNullable(this.event.signUp()).map((signUp) -> SafeLink.shown(signUp.url())))
					.orElse(null));
		ArrayNode sessions = node.arrayNode();
		this.programme.sessions().forEach((session) -> sessions.add(session(session)));
		list(node, "subEvent", sessions);
		return node;
	}

	private ObjectNode session(Session session) {
		String language = session.document().language();
		ObjectNode node = JsonMapper.shared().createObjectNode();
		node.put("@type", "Event")
			.put("@id", "urn:uuid:" + Guids.of(Matching.key(session.id(), session.document().origin())))
			.put("name", text(session.title(), language))
			.put("additionalType", session.kind().name().toLowerCase(Locale.ROOT));
		put(node, "alternateName", text(session.subtitle(), language));
		put(node, "description", text(session.getAbstract(), language));
		node.put("startDate", moment(session.startsAt())).put("endDate", moment(session.endsAt()));
		status(node, session);
		attendance(node, stream(session).isPresent());
		put(node, "image", session.image());
		put(node, "url", page(session.links()).orElse(null));
		texts(node, "inLanguage", session.languages().stream().map(Locale::toLanguageTag));
		ArrayNode places = node.arrayNode();
		session.rooms().forEach((room) -> places.add(place(room)));
		if (places.isEmpty()) {
			places.add(venue(this.event.venue()));
		}
		stream(session).ifPresent((url) -> places.addObject().put("@type", "VirtualLocation").put("url", url));
		list(node, "location", places);
		ArrayNode performers = node.arrayNode();
		session.speakers().stream().map(SessionSpeaker::speaker).map(this::performer).forEach(performers::add);
		list(node, "performer", performers);
		if (session.capacity() != null) {
			node.put("maximumAttendeeCapacity", session.capacity());
		}
		texts(node, "keywords", session.tags().stream());
		if (session.track() != null) {
			node.putObject("about").put("@type", "Thing").put("name", text(session.track().name(), null));
		}
		node.putObject("superEvent").put("@id", this.eventId);
		return node;
	}

	/**
	 * Says whether a session takes place, and when it was to start before it was moved.
	 */
	private void status(ObjectNode node, Session session) {
		Instant start = session.slot().startsAt();
		List<String> before = this.programme.schedule()
			.changes()
			.stream()
			.filter((change) -> change.sessionId().equals(session.id()) && change.before() != null)
			.map((change) -> Objects.requireNonNull(change.before()).startsAt())
			.filter((earlier) -> !earlier.equals(start))
			.distinct()
			.map((earlier) -> moment(this.programme.at(earlier)))
			.toList();
		if (session.status() == SessionStatus.CANCELLED) {
			node.put("eventStatus", WORDS + "EventCancelled");
		}
		else if (!before.isEmpty()) {
			node.put("eventStatus", WORDS + "EventRescheduled");
			texts(node, "previousStartDate", before.stream());
		}
		else {
			node.put("eventStatus", WORDS + "EventScheduled");
		}
	}

	private static void attendance(ObjectNode node, boolean online) {
		node.put("eventAttendanceMode", WORDS + (online ? "Mixed" : "Offline") + "EventAttendanceMode");
	}

	private static Optional<String> page(List<Link> links) {
		return links.stream().filter((link) -> link.kind() == LinkKind.PAGE).map(Link::url).findFirst();
	}

	private static Optional<String> stream(Session session) {
		return session.links().stream().filter((link) -> link.kind() == LinkKind.STREAM).map(Link::url).findFirst();
	}

	/** A place has an address, which search engines require. */
	private ObjectNode venue(@Nullable Venue venue) {
		ObjectNode place = JsonMapper.shared().createObjectNode().put("@type", "Place");
		String city = (venue != null) ? venue.city() : null;
		String name = (venue != null) ? venue.name() : null;
		place.put("name", (name != null) ? name : (city != null) ? city : text(this.event.name(), null));
		ObjectNode address = place.putObject("address").put("@type", "PostalAddress");
		put(address, "addressLocality", city);
		put(address, "addressCountry", (venue != null) ? venue.country() : null);
		if (address.size() == 1) {
			address.put("name", place.get("name").asString());
		}
		return place;
	}

	private ObjectNode place(Room room) {
		ObjectNode venue = venue(this.event.venue());
		ObjectNode place = JsonMapper.shared().createObjectNode().put("@type", "Place").put("name", room.name());
		place.set("address", venue.get("address"));
		place.set("containedInPlace", venue);
		return place;
	}

	private static ObjectNode organiser(Organiser organiser) {
		ObjectNode node = JsonMapper.shared()
			.createObjectNode()
			.put("@type", "Organization")
			.put("name", organiser.name());
		put(node, "alternateName", organiser.shortName());
		put(node, "url", SafeLink.shown(organiser.url()));
		return node;
	}

	private ObjectNode performer(Speaker speaker) {
		boolean person = speaker.type() != SpeakerType.ORGANISATION;
		ObjectNode node = JsonMapper.shared()
			.createObjectNode()
			.put("@type", person ? "Person" : "Organization")
			.put("name", speaker.name());
		put(node, "description", text(speaker.bio(), null));
		put(node, "image", speaker.portrait());
		if (person) {
			texts(node, "jobTitle", speaker.titles().stream());
			if (speaker.organisation() != null) {
				node.putObject("affiliation").put("@type", "Organization").put("name", speaker.organisation());
			}
		}
		texts(node, "sameAs", speaker.links().stream().map((link) -> link.url()));
		return node;
	}

	private static void list(ObjectNode node, String name, ArrayNode items) {
		if (!items.isEmpty()) {
			node.set(name, (items.size() == 1) ? items.get(0) : items);
		}
	}

	private static void texts(ObjectNode node, String name, Stream<String> texts) {
		ArrayNode items = node.arrayNode();
		texts.forEach(items::add);
		list(node, name, items);
	}

	private static void put(ObjectNode node, String name, @Nullable String value) {
		if (value != null) {
			node.put(name, value);
		}
	}

	private static String moment(OffsetDateTime moment) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
	}

	private static @Nullable String text(@Nullable Text text, @Nullable String language) {
		return (text == null) ? null : text.byLanguage()
			.getOrDefault(String.valueOf(language), text.byLanguage().values().iterator().next());
	}

}
