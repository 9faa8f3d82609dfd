package dev.plenum.interchange.format;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.PartEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.programme.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads and checks the format of Plenum. Its authors have a JSON Schema, so nothing is
 * corrected: an invalid value is rejected with its place.
 */
public final class PlenumFormat {

	private static final String ADDRESS = "An address begins with https://, http://, mailto: or tel: and has no user name or password.";

	private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]");

	private static final Pattern FACT = Pattern.compile("[A-Za-z0-9_-]{1,50}");

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private final ProgrammeFile file;

	private final Set<String> rooms;

	private final Set<String> tracks;

	private final Set<String> speakers;

	private final ZoneId zone;

	private PlenumFormat(ProgrammeFile file) {
		this.file = file;
		this.zone = zone(file.timezone());
		this.rooms = keys(file.rooms(), ProgrammeFile.RoomEntry::key, "/rooms");
		this.tracks = keys(file.tracks(), ProgrammeFile.TrackEntry::key, "/tracks");
		this.speakers = keys(file.speakers(), SpeakerEntry::key, "/speakers");
		keys(file.sessions(), SessionEntry::key, "/sessions");
		keys(file.announcements(), ProgrammeFile.AnnouncementEntry::key, "/announcements");
	}

	/**
	 * Reads a file.
	 * @param path the file
	 * @return the programme
	 * @throws FaultyFileException if the file is invalid
	 * @throws IOException if the file cannot be read
	 */
	public static ReadProgramme read(InputStreamSource path) throws IOException {
		ProgrammeFile file = JsonFile.read(path, ProgrammeFile.class);
		new PlenumFormat(file).check();
		Map<String, String> places = new HashMap<>();
		for (int i = 0; i < file.sessions().size(); i++) {
			places.put(file.sessions().get(i).key(), "/sessions/" + i);
		}
		return new ReadProgramme(FileFormat.PLENUM, file, Map.copyOf(places), List.of());
	}

	private void check() {
		that(this.file.slug() != null && SLUG.matcher(this.file.slug()).matches(), "/slug",
				"A slug has 3 to 60 lower-case letters a to z, digits and hyphens, and no hyphen at its ends.");
		needed(this.file.name(), "/name");
		text(this.file.theme(), "/theme");
		that(!this.file.languages().isEmpty(), "/languages", "An event has at least one language.");
		this.file.languages().forEach((language) -> language(language, "/languages"));
		that(this.file.startsOn() != null, "/startsOn", "An event has a first day.");
		that(this.file.endsOn() != null && this.file.startsOn() != null
				&& !this.file.endsOn().isBefore(this.file.startsOn()), "/endsOn",
				"The last day of an event is its first day or later.");
		facts(this.file.facts(), "/facts");
		addresses();
		this.file.dayTopics().forEach((date, topic) -> {
			that(DATE.matcher(date).matches(), "/dayTopics" + JsonFile.step(date), "A date has the form 2024-10-02.");
			needed(topic, "/dayTopics" + JsonFile.step(date));
		});
		each(this.file.rooms(), "/rooms", (room, at) -> {
			line(room.name(), at + "/name");
			facts(room.facts(), at + "/facts");
		});
		each(this.file.tracks(), "/tracks", (track, at) -> {
			needed(track.name(), at + "/name");
			facts(track.facts(), at + "/facts");
		});
		each(this.file.speakers(), "/speakers", this::speaker);
		each(this.file.sessions(), "/sessions", this::session);
		each(this.file.announcements(), "/announcements", (announcement, at) -> {
			needed(announcement.text(), at + "/text");
			present(announcement.urgency(), at + "/urgency");
			present(announcement.publishedAt(), at + "/publishedAt");
		});
	}

	private void addresses() {
		if (this.file.venue() != null) {
			each(this.file.venue().floorPlans(), "/venue/floorPlans",
					(plan, at) -> picture(plan.image(), at + "/image"));
		}
		each(this.file.organisers(), "/organisers", (organiser, at) -> address(organiser.url(), at + "/url"));
		if (this.file.documentation() != null) {
			address(this.file.documentation().url(), "/documentation/url");
		}
		if (this.file.signUp() != null) {
			address(this.file.signUp().url(), "/signUp/url");
		}
	}

	private void speaker(SpeakerEntry speaker, String at) {
		line(speaker.name(), at + "/name");
		present(speaker.type(), at + "/type");
		text(speaker.bio(), at + "/bio");
		text(speaker.note(), at + "/note");
		picture(speaker.portrait(), at + "/portrait");
		links(speaker.links(), at);
		facts(speaker.facts(), at + "/facts");
	}

	private void session(SessionEntry session, String at) {
		present(session.kind(), at + "/kind");
		needed(session.title(), at + "/title");
		text(session.subtitle(), at + "/subtitle");
		text(session.description(), at + "/abstract");
		text(session.remark(), at + "/remark");
		present(session.startsAt(), at + "/startsAt");
		present(session.endsAt(), at + "/endsAt");
		that(session.startsAt().in(this.zone).isBefore(session.endsAt().in(this.zone)), at + "/endsAt",
				"The end of a session must be after its start.");
		if (session.language() != null) {
			language(session.language(), at + "/language");
		}
		session.languages().forEach((language) -> language(language, at + "/languages"));
		that(session.track() == null || this.tracks.contains(session.track()), at + "/track",
				"The file contains no such track.");
		known(session.rooms(), this.rooms, at + "/rooms", "room");
		known(session.speakers().stream().map(SpeakerPart::speaker).toList(), this.speakers, at + "/speakers",
				"speaker");
		each(session.parts(), at + "/parts", (PartEntry part, String partAt) -> {
			needed(part.title(), partAt + "/title");
			known(part.speakers(), this.speakers, partAt + "/speakers", "speaker");
		});
		each(session.materials(), at + "/materials", (MaterialEntry material, String materialAt) -> {
			present(material.kind(), materialAt + "/kind");
			text(material.title(), materialAt + "/title");
			address(material.url(), materialAt + "/url");
		});
		links(session.links(), at);
		facts(session.facts(), at + "/facts");
		that(session.capacity() == null || session.capacity() > 0, at + "/capacity",
				"The capacity must be at least 1.");
	}

	private static void facts(Map<String, String> facts, String at) {
		facts.forEach((name, fact) -> {
			that(FACT.matcher(name).matches(), at + JsonFile.step(name),
					"The name of a fact has 1 to 50 letters a to z, digits, hyphens and underscores.");
			that(fact != null && Lengths.fits(fact, Lengths.TEXT), at + JsonFile.step(name),
					"A fact is a text of at most %d characters.".formatted(Lengths.TEXT));
			that(Addresses.isSafe(name, fact), at + JsonFile.step(name), ADDRESS);
		});
	}

	private static void known(List<String> keys, Set<String> existing, String at, String what) {
		each(keys, at, (key, keyAt) -> that(existing.contains(key), keyAt,
				"The file contains no %s '%s'.".formatted(what, key)));
		that(new HashSet<>(keys).size() == keys.size(), at, "This list contains the same %s twice.".formatted(what));
	}

	private static void links(List<Link> links, String at) {
		each(links, at + "/links", (link, linkAt) -> {
			present(link.url(), linkAt + "/url");
			address(link.url(), linkAt + "/url");
		});
	}

	private static <T> Set<String> keys(List<T> entries, Function<T, String> key, String at) {
		Set<String> keys = new HashSet<>();
		each(entries, at, (entry, entryAt) -> {
			String name = key.apply(entry);
			line(name, entryAt + "/key");
			that(Lengths.fits(name, Lengths.KEY), entryAt + "/key",
					"A key has at most %d characters.".formatted(Lengths.KEY));
			that(keys.add(name), entryAt + "/key", "The file contains the key '%s' twice.".formatted(name));
		});
		return keys;
	}

	private static ZoneId zone(@Nullable String name) {
		try {
			present(name, "/timezone");
			return ZoneId.of(String.valueOf(name));
		}
		catch (DateTimeException ex) {
			throw new FaultyFileException("/timezone", "This is not an IANA time zone such as Europe/Stockholm.");
		}
	}

	private static void needed(@Nullable Map<String, String> text, String at) {
		that(text != null && !text.isEmpty(), at, "This value is required: a text in at least one language.");
		text(text, at);
	}

	private static void text(@Nullable Map<String, String> text, String at) {
		if (text != null) {
			that(!text.isEmpty(), at, "A text has at least one language.");
			text.forEach((language, value) -> {
				language(language, at + JsonFile.step(language));
				that(value != null && !value.isBlank() && Lengths.fits(value, Lengths.TEXT),
						at + JsonFile.step(language), "A text has 1 to %d characters.".formatted(Lengths.TEXT));
			});
		}
	}

	private static void line(@Nullable String text, String at) {
		that(text != null && !text.isBlank() && Lengths.fits(text, Lengths.LINE), at,
				"This value has 1 to %d characters.".formatted(Lengths.LINE));
	}

	private static void language(String tag, String at) {
		try {
			that(!new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty(), at,
					"This is not a BCP 47 language tag.");
		}
		catch (IllformedLocaleException ex) {
			throw new FaultyFileException(at, "This is not a BCP 47 language tag.");
		}
	}

	private static void address(@Nullable String url, String at) {
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

	private static void picture(@Nullable String url, String at) {
		that(url == null || link(url).filter(SafeLink::isWeb).isPresent(), at,
				"The address of a picture begins with https:// or http://.");
	}

	private static void present(@Nullable Object value, String at) {
		that(value != null, at, "This value is required.");
	}

	private static void that(boolean holds, String at, String message) {
		if (!holds) {
			throw new FaultyFileException(at, message);
		}
	}

	private static <T> void each(List<T> items, String at, Check<T> check) {
		for (int i = 0; i < items.size(); i++) {
			check.of(items.get(i), at + "/" + i);
		}
	}

	private interface Check<T> {

		void of(T item, String at);

	}

}
