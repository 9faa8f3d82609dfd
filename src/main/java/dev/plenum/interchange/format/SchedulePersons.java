package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.SpeakerType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects the persons of a schedule, which lists each person in each of their events. A
 * schedule that was combined from several can use the same id for several persons, so a
 * person without GUID is identified by id and name.
 */
final class SchedulePersons {

	private static final List<String> NAMES = List.of("public_name", "name", "full_public_name", "display_name",
			"full_name");

	private final Map<String, SpeakerEntry> byKey = new LinkedHashMap<>();

	/** The keys by JSON, since most events contain a person with equal values. */
	private final Map<JsonNode, String> keys = new HashMap<>();

	private final ScheduleText text;

	SchedulePersons(ScheduleText text) {
		this.text = text;
	}

	/**
	 * Adds a person.
	 * @param person the person in the file
	 * @param place the place in the file
	 * @return the person's key; null if the person has no name
	 */
	@Nullable String add(JsonNode person, String place) {
		String known = this.keys.get(person);
		if (known != null) {
			return known;
		}
		String name = this.text.cut(name(person), Lengths.LINE, "name", place);
		if (name.isEmpty()) {
			this.text.warn(place, "A person without a name is left out.");
			return null;
		}
		String key = Lengths.key(key(person, name));
		SpeakerEntry speaker = entry(key, name, person, place);
		this.byKey.merge(key, speaker, SchedulePersons::richer);
		this.keys.put(person, key);
		return key;
	}

	List<SpeakerEntry> all() {
		return List.copyOf(this.byKey.values());
	}

	private String name(JsonNode person) {
		if (person.isString()) {
			return PlainText.line(PlainText.tidy(person.asString()));
		}
		return NAMES.stream()
			.map((name) -> this.text.line(person, name))
			.filter((name) -> !name.isEmpty())
			.findFirst()
			.orElse("");
	}

	private String key(JsonNode person, String name) {
		String guid = this.text.line(person, "guid");
		if (!guid.isEmpty()) {
			return guid;
		}
		String code = this.text.line(person, "code");
		if (!code.isEmpty()) {
			return "code/" + code;
		}
		String id = this.text.line(person, "id");
		return id.isEmpty() ? "name/" + name : "id/" + id + "/" + name;
	}

	private SpeakerEntry entry(String key, String name, JsonNode person, String place) {
		List<Link> links = new ArrayList<>(this.text.links(person, place));
		String url = Addresses.of(this.text.line(person, "url"), this.text.base()).orElse("");
		if (!url.isEmpty() && links.stream().noneMatch((link) -> link.url().equals(url))) {
			links.addFirst(new Link(null, url));
		}
		String avatar = this.text.line(person, "avatar");
		String portrait = Addresses.web(avatar, this.text.base()).orElse(null);
		String bio = this.text.paragraphs(person, "biography", place);
		return new SpeakerEntry(key, name, SpeakerType.PERSON, List.of(), null, ProgrammeFile.textOrNull(bio), null,
				(portrait != null) ? Boolean.TRUE : null, portrait, links, this.text.facts(person, "id", "code"));
	}

	private static SpeakerEntry richer(SpeakerEntry one, SpeakerEntry other) {
		return new SpeakerEntry(one.key(), one.name(), one.type(), one.titles(), one.organisation(),
				(one.bio() != null) ? one.bio() : other.bio(), one.note(),
				(one.portrait() != null) ? one.hasPortrait() : other.hasPortrait(),
				(one.portrait() != null) ? one.portrait() : other.portrait(),
				one.links().isEmpty() ? other.links() : one.links(),
				one.facts().isEmpty() ? other.facts() : one.facts());
	}

}
