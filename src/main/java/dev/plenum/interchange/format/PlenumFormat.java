package dev.plenum.interchange.format;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.ProgrammeFile.AnnouncementEntry;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.PartEntry;
import dev.plenum.interchange.format.ProgrammeFile.ReservedEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.interchange.format.Repair.Check;
import dev.plenum.interchange.format.Repair.Wrong;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.ReservedSeats;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.programme.document.SpeakerType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads and checks the format of Plenum. A wrong value of the event itself rejects the
 * file if the event needs the value. A room, track, speaker, session or announcement with
 * a wrong value is repaired or left out with a warning.
 */
public final class PlenumFormat {

	private static final String ADDRESS = "An address begins with https://, http://, mailto: or tel: and has no user name or password.";

	private static final Pattern FACT = Pattern.compile("[A-Za-z0-9_-]{1,50}");

	private final Warnings warnings = new Warnings();

	private final Repair repair = new Repair(this.warnings);

	private final Map<String, String> places = new HashMap<>();

	private final Set<String> untimed = new HashSet<>();

	private final Set<String> rooms = new HashSet<>();

	private final Set<String> tracks = new HashSet<>();

	private final Set<String> speakers = new HashSet<>();

	private final Set<String> announcements = new HashSet<>();

	private ZoneId zone = ZoneId.of("UTC");

	private PlenumFormat() {
	}

	/**
	 * Reads a file.
	 * @param path the file
	 * @return the programme
	 * @throws FaultyFileException if the file is invalid
	 * @throws IOException if the file cannot be read
	 */
	public static ReadProgramme read(InputStreamSource path) throws IOException {
		return new PlenumFormat().read(JsonFile.read(path, ObjectNode.class));
	}

	private ReadProgramme read(ObjectNode root) {
		Map<String, JsonNode> lists = new HashMap<>();
		for (String name : List.of("rooms", "tracks", "speakers", "sessions", "announcements")) {
			lists.put(name, root.path(name));
			root.remove(name);
		}
		ProgrammeFile event = event(root);
		List<RoomEntry> allRooms = list(lists, "rooms", RoomEntry.class, this::room);
		List<TrackEntry> allTracks = list(lists, "tracks", TrackEntry.class, this::track);
		List<SpeakerEntry> allSpeakers = list(lists, "speakers", SpeakerEntry.class, this::speaker);
		List<SessionEntry> allSessions = list(lists, "sessions", SessionEntry.class, this::session);
		if (allSessions.isEmpty() && !Objects.requireNonNull(lists.get("sessions")).isEmpty()) {
			Warning first = this.warnings.all().getFirst();
			throw new FaultyFileException(first.place(), "The file has no usable session: " + first.message());
		}
		ProgrammeFile file = event.with(allRooms, allTracks, allSpeakers, allSessions,
				list(lists, "announcements", AnnouncementEntry.class, this::announcement));
		return new ReadProgramme(FileFormat.PLENUM, file, Map.copyOf(this.places), this.warnings.all(),
				Set.copyOf(this.untimed));
	}

	private ProgrammeFile event(ObjectNode root) {
		try {
			return this.repair.required(root, ProgrammeFile.class, "", this::event);
		}
		catch (Wrong ex) {
			throw ex.asFault();
		}
	}

	private <T> List<T> list(Map<String, JsonNode> lists, String name, Class<T> type, Check<T> check) {
		JsonNode items = Objects.requireNonNull(lists.get(name));
		List<T> read = new ArrayList<>();
		if (!items.isArray() && !items.isNull() && !items.isMissingNode()) {
			this.warnings.add("/" + name, "Expected a list. It is ignored.");
			return read;
		}
		for (int i = 0; i < items.size(); i++) {
			String at = "/" + name + "/" + i;
			this.repair.read(items.get(i), type, at, check).ifPresentOrElse(read::add, () -> leftOut(at, items));
		}
		return read;
	}

	/** Notes the key of a session that was left out, since it may have lost its time. */
	private void leftOut(String at, JsonNode items) {
		if (at.startsWith("/sessions/")) {
			JsonNode session = items.path(Integer.parseInt(at.substring("/sessions/".length())));
			if (session.path("key").isString() && !(session.has("startsAt") && session.has("endsAt"))) {
				this.untimed.add(session.path("key").asString());
			}
		}
	}

	private void event(ProgrammeFile file, String at) {
		this.zone = PlenumEvent.check(file);
	}

	private void room(RoomEntry room, String at) {
		key(room.key(), this.rooms, at);
		line(room.name(), at + "/name");
		facts(room.facts(), at + "/facts");
		this.rooms.add(room.key());
	}

	private void track(TrackEntry track, String at) {
		key(track.key(), this.tracks, at);
		needed(track.name(), at + "/name");
		facts(track.facts(), at + "/facts");
		this.tracks.add(track.key());
	}

	private void speaker(SpeakerEntry speaker, String at) {
		key(speaker.key(), this.speakers, at);
		line(speaker.name(), at + "/name");
		present(speaker.type(), at + "/type", SpeakerType.PERSON);
		text(speaker.bio(), at + "/bio");
		text(speaker.note(), at + "/note");
		picture(speaker.portrait(), at + "/portrait");
		links(speaker.links(), at);
		facts(speaker.facts(), at + "/facts");
		this.speakers.add(speaker.key());
	}

	private void session(SessionEntry session, String at) {
		if (this.places.containsKey(session.key())) {
			throw new Wrong(at + "/key", "The file contains the key '%s' more than once.", session.key())
				.insteadUse(free(session.key()));
		}
		key(session.key(), this.places.keySet(), at);
		present(session.startsAt(), at + "/startsAt");
		present(session.endsAt(), at + "/endsAt");
		that(session.startsAt().in(this.zone).isBefore(session.endsAt().in(this.zone))
				|| session.startsAt().wallTime().isBefore(session.endsAt().wallTime()), at + "/endsAt",
				"The end of a session must be after its start.");
		present(session.kind(), at + "/kind", SessionKind.OTHER);
		needed(session.title(), at + "/title");
		text(session.subtitle(), at + "/subtitle");
		text(session.description(), at + "/abstract");
		text(session.remark(), at + "/remark");
		if (session.language() != null && session.languages().isEmpty()) {
			language(session.language(), at + "/language");
		}
		each(session.languages(), at + "/languages", PlenumFormat::language);
		that(session.track() == null || this.tracks.contains(session.track()), at + "/track",
				"The file contains no track '%s'.", String.valueOf(session.track()));
		known(session.rooms(), this.rooms, at + "/rooms", "", "room");
		known(session.speakers().stream().map(SpeakerPart::speaker).toList(), this.speakers, at + "/speakers",
				"/speaker", "speaker");
		each(session.parts(), at + "/parts", (PartEntry part, String partAt) -> {
			needed(part.title(), partAt + "/title");
			known(part.speakers(), this.speakers, partAt + "/speakers", "", "speaker");
		});
		each(session.materials(), at + "/materials", (MaterialEntry material, String materialAt) -> {
			present(material.kind(), materialAt + "/kind", MaterialKind.LINK);
			text(material.title(), materialAt + "/title");
			address(material.url(), materialAt + "/url");
		});
		links(session.links(), at);
		picture(session.image(), at + "/image");
		facts(session.facts(), at + "/facts");
		that(session.capacity() == null || session.capacity() > 0, at + "/capacity",
				"The capacity must be at least 1.");
		ticketTypes(session.ticketTypes(), at + "/ticketTypes");
		if (session.reservedSeats() != null) {
			reserved(session.reservedSeats(), at + "/reservedSeats");
		}
		this.places.put(session.key(), at);
	}

	private static void ticketTypes(List<String> types, String at) {
		that(types.size() <= ReservedSeats.MOST_TYPES, at, "There are at most %d types of ticket.",
				ReservedSeats.MOST_TYPES);
		each(types, at, PlenumFormat::line);
	}

	private static void reserved(ReservedEntry seats, String at) {
		that(seats.seatCount() != null && seats.seatCount() > 0, at + "/seatCount", "At least one seat is reserved.");
		that(!seats.ticketTypes().isEmpty(), at, "Seats are reserved for at least one type of ticket.");
		ticketTypes(seats.ticketTypes(), at + "/ticketTypes");
		present(seats.releasedAt(), at + "/releasedAt");
	}

	private void announcement(AnnouncementEntry announcement, String at) {
		key(announcement.key(), this.announcements, at);
		needed(announcement.text(), at + "/text");
		present(announcement.urgency(), at + "/urgency");
		present(announcement.publishedAt(), at + "/publishedAt");
		if (announcement.audience() != null) {
			String session = announcement.audience().session();
			String room = announcement.audience().room();
			if (session != null && !this.places.containsKey(session) || room != null && !this.rooms.contains(room)) {
				// Removing the audience would announce it to everybody.
				throw new Wrong(at, "The file contains no session or room for this announcement.");
			}
		}
		this.announcements.add(announcement.key());
	}

	private String free(String key) {
		int number = 2;
		while (this.places.containsKey(key + "/" + number)) {
			number++;
		}
		return key + "/" + number;
	}

	private static void key(@Nullable String key, Set<String> taken, String at) {
		line(key, at + "/key");
		that(Lengths.fits(String.valueOf(key), Lengths.KEY), at + "/key", "A key has at most %d characters.",
				Lengths.KEY);
		that(!taken.contains(key), at + "/key", "The file contains the key '%s' twice.", String.valueOf(key));
	}

	static void facts(Map<String, String> facts, String at) {
		facts.forEach((name, fact) -> {
			that(FACT.matcher(name).matches(), at + JsonFile.step(name),
					"The name of a fact has 1 to 50 letters a to z, digits, hyphens and underscores.");
			that(Lengths.fits(fact, Lengths.TEXT), at + JsonFile.step(name),
					"A fact is a text of at most %d characters.", Lengths.TEXT);
			that(Addresses.isSafe(name, fact), at + JsonFile.step(name), ADDRESS);
		});
	}

	private static void known(List<String> keys, Set<String> existing, String at, String within, String what) {
		Set<String> seen = new HashSet<>();
		each(keys, at, (key, keyAt) -> {
			that(existing.contains(key), keyAt + within, "The file contains no " + what + " '%s'.",
					String.valueOf(key));
			that(seen.add(key), keyAt, "This list contains the " + what + " '%s' twice.", key);
		});
	}

	static void links(List<Link> links, String at) {
		each(links, at + "/links", (link, linkAt) -> {
			present(link.url(), linkAt + "/url");
			address(link.url(), linkAt + "/url");
		});
	}

	static ZoneId zone(@Nullable String name) {
		present(name, "/timezone");
		try {
			return ZoneId.of(String.valueOf(name));
		}
		catch (DateTimeException ex) {
			throw new Wrong("/timezone", "This is not an IANA time zone such as Europe/Stockholm.");
		}
	}

	static void needed(@Nullable Map<String, String> text, String at) {
		that(text != null && !text.isEmpty(), at, "This value is required: a text in at least one language.");
		text(text, at);
	}

	static void text(@Nullable Map<String, String> text, String at) {
		if (text != null) {
			that(!text.isEmpty(), at, "A text has at least one language.");
			text.forEach((language, value) -> {
				String valueAt = at + JsonFile.step(language);
				language(language, valueAt);
				that(!value.isBlank(), valueAt, "The text is empty.");
				fits(value, Lengths.TEXT, valueAt);
			});
		}
	}

	static void line(@Nullable String text, String at) {
		that(text != null && !text.isBlank(), at, "This value is required: 1 to %d characters.", Lengths.LINE);
		fits(String.valueOf(text), Lengths.LINE, at);
	}

	private static void fits(String text, int length, String at) {
		if (!Lengths.fits(text, length)) {
			throw new Wrong(at, "The text is cut at %d characters.", length).insteadUse(Lengths.cut(text, length));
		}
	}

	static void language(String tag, String at) {
		try {
			that(!new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty(), at,
					"'%s' is not a BCP 47 language tag.", tag);
		}
		catch (IllformedLocaleException ex) {
			throw new Wrong(at, "'%s' is not a BCP 47 language tag.", tag);
		}
	}

	static void address(@Nullable String url, String at) {
		that(url == null || link(url).isPresent(), at, ADDRESS);
	}

	private static Optional<URI> link(String url) {
		try {
			return Optional.of(SafeLink.parse(url));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	static void picture(@Nullable String url, String at) {
		that(url == null || link(url).filter(SafeLink::isWeb).isPresent(), at,
				"The address of a picture begins with https:// or http://.");
	}

	static void present(@Nullable Object value, String at) {
		that(value != null, at, "This value is required.");
	}

	static void present(@Nullable Object value, String at, Enum<?> otherwise) {
		if (value == null) {
			throw new Wrong(at, "This value is missing or unknown. " + otherwise.name() + " is used.")
				.insteadUse(otherwise.name());
		}
	}

	static void that(boolean holds, String at, String message, Object... arguments) {
		if (!holds) {
			throw new Wrong(at, message, arguments);
		}
	}

	static <T> void each(List<T> items, String at, Check<T> check) {
		for (int i = 0; i < items.size(); i++) {
			check.of(items.get(i), at + "/" + i);
		}
	}

}
