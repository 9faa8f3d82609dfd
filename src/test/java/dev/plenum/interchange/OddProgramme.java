package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.json.JsonMapper;

/**
 * Generates programmes in the format of Plenum with everything that a file can contain:
 * texts of the greatest length, emoji, odd addresses, nights in which the clocks change,
 * sessions past midnight, in several rooms, cancelled ones, and every field.
 */
public final class OddProgramme {

	private static final String[] WORDS = { "a < b && c > d", "Räksmörgås", "<b>not</b> bold", "日本語", "👩‍🚀", "R&D",
			"\"quoted\"", "'s", "]]>", "&amp;", "–", "two  spaces", "C:\\new", "{x}", "%s", "עברית", "e\u0301" };

	private static final String[] ADDRESSES = { "https://example.org/",
			"https://chat.example.org/#/room/%23hall:example.org", "http://[2001:db8::1]:8080/x?y=%20z",
			"https://my_talk.example.org/a;b=c", "https://xn--rksmrgs-5wao1o.example.org/å", "mailto:ada@example.org",
			"tel:+46-8-123", "https://example.org/?q=a%7Cb&r=\u00fc" };

	private final Random random;

	private final String slug;

	private int number;

	public OddProgramme(String slug, long seed) {
		this.slug = slug;
		this.random = new Random(seed);
	}

	/**
	 * Returns the programme.
	 * @return a file in the format of Plenum
	 */
	public byte[] json() {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("slug", this.slug);
		event.put("name", texts(1));
		event.put("theme", texts(1));
		event.put("startsOn", "2027-10-29");
		event.put("endsOn", "2027-10-31");
		event.put("timezone", "Europe/Berlin");
		event.put("languages", List.of("en", "sv"));
		event.put("venue", Map.of("name", words(2), "city", "Åbo", "country", "FI"));
		event.put("links", links());
		event.put("logo", "https://example.org/logo.png");
		event.put("dayTopics", Map.of("2027-10-30", texts(1)));
		event.put("organisers", List.of(Map.of("name", words(2), "role", "ORGANISER", "url", "https://example.org/o")));
		maybe(event, "admission", "PARTICIPANTS");
		maybe(event, "certificateRule", Map.of("requiredSessions", 2, "requiredHours", 3, "issuer", words(2)));
		event.put("facts", Map.of("acronym", "odd", "base_url", "https://example.org/odd/"));
		event.put("rooms", list(4, (i) -> Map.of("key", "r" + i, "name", words(1) + " " + i, "capacity", 10 + i)));
		event.put("tracks",
				list(3, (i) -> Map.of("key", "t" + i, "name", Map.of("en", "Track " + i), "color", "#00ff0" + i)));
		event.put("speakers", list(6, this::speaker));
		event.put("sessions", list(25, this::session));
		return JsonMapper.shared().writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
	}

	private Map<String, Object> speaker(int i) {
		Map<String, Object> speaker = new LinkedHashMap<>(
				Map.of("key", "s" + i, "name", words(2) + " " + i, "type", pick("PERSON", "GROUP", "ORGANISATION")));
		maybe(speaker, "titles", List.of(words(1)));
		maybe(speaker, "organisation", words(2));
		maybe(speaker, "bio", texts(50));
		maybe(speaker, "links", links());
		if (chance()) {
			speaker.put("hasPortrait", true);
			speaker.put("portrait", "https://example.org/p%d.jpg".formatted(i));
		}
		return speaker;
	}

	private Map<String, Object> session(int i) {
		// Across the end of summer time, at 03:00 on 31 October.
		LocalDateTime start = LocalDateTime.of(2027, 10, 29, 9, 0).plusMinutes(15L * this.random.nextInt(200));
		Map<String, Object> session = new LinkedHashMap<>();
		session.put("key", pick("k", "a/b", "6e0b1d2c-0000-4000-8000-00000000000" + i % 10) + i);
		session.put("kind", pick("LECTURE", "WORKSHOP", "PANEL", "MEAL", "SOCIAL", "PLENARY", "OTHER"));
		session.put("title", (i == 0) ? Map.of("en", "😀".repeat(500)) : texts(2));
		session.put("startsAt", start.toString());
		session.put("endsAt", start.plusMinutes(10 + this.random.nextInt(240)).toString());
		session.put("rooms",
				chance() ? List.of("r" + i % 4) : chance() ? List.of("r" + i % 4, "r" + (i + 1) % 4) : List.of());
		session.put("speakers", chance()
				? List.of(Map.of("speaker", "s" + i % 6, "role", pick("SPEAKER", "MODERATOR", "HOST"))) : List.of());
		maybe(session, "subtitle", texts(2));
		maybe(session, "abstract", (i == 1) ? Map.of("en", "y" + "😀".repeat(19_999)) : texts(200));
		maybe(session, "remark", texts(3));
		maybe(session, "languages", List.of("sv", "en"));
		maybe(session, "track", "t" + i % 3);
		maybe(session, "tags", List.of("tag", words(1)));
		maybe(session, "links", links());
		maybe(session, "image", "https://example.org/s%d.png".formatted(i));
		maybe(session, "materials",
				List.of(Map.of("kind", pick("FILM", "TEXT", "PRESENTATION", "LINK"), "title", texts(1), "url",
						"https://example.org/m%d.pdf".formatted(i)), Map.of("kind", "TEXT", "title", texts(1))));
		maybe(session, "parts", List.of(Map.of("title", texts(1), "region", "Skåne", "speakers", List.of("s0"))));
		maybe(session, "organisations", List.of(words(2)));
		maybe(session, "capacity", 5);
		maybe(session, "signedUp", 7);
		maybe(session, "ticketTypes", List.of("Student", words(1)));
		maybe(session, "reservedSeats",
				Map.of("seatCount", 2, "ticketTypes", List.of("VIP"), "releasedAt", "2027-10-28T12:00:00+02:00"));
		maybe(session, "doNotRecord", true);
		maybe(session, "preRecorded", true);
		maybe(session, "assumed", List.of(words(3)));
		maybe(session, "facts", Map.of("type", "Talk", "code", "ABC" + i, "recording_license", "CC BY", "origin_url",
				"https://example.org/from/" + i));
		if (this.random.nextInt(6) == 0) {
			session.put("status", "CANCELLED");
		}
		return session;
	}

	private List<Object> links() {
		List<Object> links = new ArrayList<>(list(this.random.nextInt(4),
				(i) -> Map.of("title", words(2), "url", ADDRESSES[this.random.nextInt(ADDRESSES.length)])));
		for (String kind : List.of("PAGE", "STREAM", "FEEDBACK")) {
			if (chance()) {
				links.add(Map.of("url", "https://example.org/%s/%d".formatted(kind, this.number++), "kind", kind));
			}
		}
		return links;
	}

	private Map<String, String> texts(int words) {
		return chance() ? Map.of("en", words(words), "sv", words(words)) : Map.of("en", words(words));
	}

	private String words(int count) {
		StringBuilder text = new StringBuilder("w" + this.number++);
		for (int i = 0; i < count; i++) {
			text.append(' ').append(WORDS[this.random.nextInt(WORDS.length)]);
		}
		return text.toString();
	}

	private void maybe(Map<String, Object> object, String name, Object value) {
		if (chance()) {
			object.put(name, value);
		}
	}

	private boolean chance() {
		return this.random.nextBoolean();
	}

	private String pick(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	private static List<Object> list(int size, java.util.function.IntFunction<Object> item) {
		List<Object> list = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			list.add(item.apply(i));
		}
		return list;
	}

}
