package dev.plenum.interchange.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Span;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import tools.jackson.databind.JsonNode;

/**
 * Reads answers of the API of pretalx: a page of submissions, talks or slots, or a
 * schedule. What an answer refers to only by number is missing, unless it was requested
 * with {@code expand}.
 */
final class PretalxFormat {

	private static final Set<String> CANCELLED = Set.of("canceled", "cancelled");

	private static final Set<String> NOT_PUBLIC = Set.of("draft", "submitted", "rejected", "withdrawn", "deleted");

	static final String EXPAND = "expand=slots.room,speakers,track,submission_type,tags,resources";

	private final ForeignProgramme programme = new ForeignProgramme();

	private final JsonTimes times = new JsonTimes(this.programme);

	private final Map<String, Integer> occurrences = new HashMap<>();

	private PretalxFormat() {
	}

	/** Whether the items of a list are those of pretalx. */
	static boolean isList(JsonNode list) {
		JsonNode first = list.path(0);
		return list.isArray() && (first.has("submission_type") || first.has("slot") || first.has("slots")
				|| first.has("submission") && first.has("start") || first.has("code") && first.has("title"));
	}

	/** Whether a list contains several pages of a list of pretalx. */
	static boolean arePages(JsonNode root) {
		return root.isArray() && isList(root.path(0).path("results"));
	}

	static ReadProgramme read(JsonNode root) {
		PretalxFormat found = new PretalxFormat();
		boolean several = arePages(root);
		List<JsonNode> pages = several ? root.valueStream().toList() : List.of(root);
		found.reportMissingPages(pages);
		for (int i = 0; i < pages.size(); i++) {
			found.answer(pages.get(i), several ? "/" + i : "");
		}
		return found.programme.build(FileFormat.PRETALX_API);
	}

	private void answer(JsonNode root, String at) {
		String name = root.has("results") ? "results" : "slots";
		items(root.isArray() ? root : root.path(name), root.isArray() ? at : at + "/" + name);
		JsonNode breaks = root.path("breaks");
		for (int i = 0; i < breaks.size(); i++) {
			pause(breaks.get(i), at + "/breaks/" + i);
		}
	}

	private void items(JsonNode list, String at) {
		for (int i = 0; i < list.size(); i++) {
			item(list.get(i), at + "/" + i);
		}
	}

	/** Reports that the file does not contain all pages. */
	private void reportMissingPages(List<JsonNode> pages) {
		int count = pages.stream().mapToInt((page) -> page.path("count").asInt(0)).max().orElse(0);
		int there = pages.stream().mapToInt((page) -> page.path("results").size()).sum();
		boolean one = pages.size() == 1
				&& (pages.getFirst().hasNonNull("next") || pages.getFirst().hasNonNull("previous"));
		if (one || count > there) {
			this.programme.warn("",
					"This is one page of several: %d of %d submissions. Ask pretalx for all of them, for example with limit=%d, and import them as one file.",
					there, Math.max(count, there), Math.max(count, there));
		}
	}

	private void item(JsonNode item, String at) {
		if (!item.has("submission")) {
			submission(item, at, slots(item));
		}
		else if (item.path("submission").isObject()) {
			submission(item.path("submission"), at, List.of(item));
		}
		else if (item.path("submission").isNull()) {
			pause(item, at);
		}
		else {
			this.programme.warn(at,
					"The slot of '%s' has no title and is left out. Ask pretalx for the submissions, with " + EXPAND
							+ ".",
					JsonTexts.raw(item, "submission"));
		}
	}

	private static List<JsonNode> slots(JsonNode submission) {
		JsonNode slot = submission.path("slot");
		return slot.isObject() ? List.of(slot) : submission.path("slots").valueStream().toList();
	}

	private void submission(JsonNode submission, String at, List<JsonNode> slots) {
		String title = JsonTexts.title(submission, "title");
		String state = JsonTexts.raw(submission, "state").toLowerCase(Locale.ROOT);
		if (NOT_PUBLIC.contains(state)) {
			this.programme.warn(at, "'%s' is not in the programme (state '%s') and is left out.", title, state);
			return;
		}
		if (slots.stream().anyMatch((slot) -> !slot.isObject())) {
			this.programme.warn(at, "'%s' has no times and is left out. Ask pretalx again with " + EXPAND + ".", title);
			return;
		}
		List<JsonNode> planned = slots.stream().filter((slot) -> slot.hasNonNull("start")).toList();
		if (planned.isEmpty()) {
			this.programme.warn(at, "'%s' has no time yet and is left out.", title);
			this.programme.untimed(JsonTexts.raw(submission, "code"));
		}
		planned.forEach((slot) -> this.times.span(slot, "start", "end", minutes(submission, slot), at, title)
			.ifPresent((span) -> this.programme.add(session(submission, slot, state, span, at))));
	}

	private static int minutes(JsonNode submission, JsonNode slot) {
		int own = JsonTimes.minutes(slot.path("duration"));
		return (own > 0) ? own : JsonTimes.minutes(submission.path("duration"));
	}

	private SessionDraft session(JsonNode submission, JsonNode slot, String state, Span span, String at) {
		SessionDraft session = new SessionDraft(key(submission, at), at, span);
		session.title = JsonTexts.titles(submission, "title");
		session.description = JsonTexts.joined(JsonTexts.texts(submission, "abstract"),
				JsonTexts.texts(submission, "description"));
		session.language = JsonTexts.language(JsonTexts.raw(submission, "content_locale"));
		session.kind = Kinds.of(named(submission, "submission_type").values().stream().findFirst().orElse(""),
				SessionKind.LECTURE);
		session.track = this.programme.track(named(submission, "track"),
				JsonTexts.raw(submission.path("track"), "color"));
		submission.path("tags")
			.forEach((tag) -> session.tags
				.addAll(tag.isString() ? List.of(tag.asString()) : List.copyOf(JsonTexts.lines(tag, "tag").values())));
		this.programme.room(named(slot, "room").values().stream().findFirst().orElse("")).ifPresent(session.rooms::add);
		session.image = Addresses.web(JsonTexts.raw(submission, "image"), "").orElse(null);
		session.status = CANCELLED.contains(state) ? SessionStatus.CANCELLED : null;
		session.doNotRecord = submission.path("do_not_record").asBoolean(false) ? Boolean.TRUE : null;
		submission.path("speakers").forEach((speaker) -> speaker(speaker, at).ifPresent(session.speakers::add));
		submission.path("resources").forEach((resource) -> material(resource, at).ifPresent(session.materials::add));
		return session;
	}

	/**
	 * Returns the name of what a submission refers to; empty if only its number is there.
	 */
	private Map<String, String> named(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (value.isNumber()) {
			this.programme.warn("",
					"The file contains '%s' only as a number, which is left out. Ask pretalx again with " + EXPAND
							+ ".",
					name);
			return Map.of();
		}
		return value.path("name").isMissingNode() ? JsonTexts.lines(node, name) : JsonTexts.lines(value, "name");
	}

	private String key(JsonNode submission, String at) {
		String code = JsonTexts.raw(submission, "code");
		if (code.isEmpty()) {
			this.programme.warn(at, "The submission has no code, so its title identifies it.");
			code = "title/" + JsonTexts.line(submission, "title");
		}
		int occurrence = this.occurrences.merge(code, 1, Integer::sum);
		return (occurrence > 1) ? code + "/" + occurrence : code;
	}

	private Optional<SpeakerPart> speaker(JsonNode speaker, String at) {
		String code = speaker.isObject() ? JsonTexts.raw(speaker, "code") : speaker.asString("");
		String name = JsonTexts.line(speaker, "name");
		if (name.isEmpty()) {
			Optional<SpeakerPart> known = this.programme.knownSpeaker("code/" + code, null);
			if (known.isEmpty()) {
				this.programme.warn(at,
						"The speaker '%s' has no name and is left out. Ask pretalx again with " + EXPAND + ".", code);
			}
			return known;
		}
		String picture = JsonTexts.raw(speaker, "avatar_url").isEmpty() ? JsonTexts.raw(speaker, "avatar")
				: JsonTexts.raw(speaker, "avatar_url");
		return Optional.of(this.programme.speaker("code/" + code, name, null, JsonTexts.texts(speaker, "biography"),
				picture, List.of()));
	}

	private Optional<MaterialEntry> material(JsonNode resource, String at) {
		String address = JsonTexts.raw(resource, "resource");
		Optional<String> url = Addresses.of(address.isEmpty() ? JsonTexts.raw(resource, "link") : address, "");
		if (url.isEmpty()) {
			this.programme.warn(at, "A resource has no complete address and is left out.");
		}
		return url.map((found) -> new MaterialEntry(Kinds.material(found),
				ProgrammeFile.textOrNull(JsonTexts.line(resource, "description")), found, null, null));
	}

	private void pause(JsonNode item, String at) {
		Map<String, String> title = JsonTexts.titles(item, "description");
		String name = title.values().stream().findFirst().orElse("");
		if (name.isEmpty()) {
			return;
		}
		this.times.span(item, "start", "end", JsonTimes.minutes(item.path("duration")), at, name).ifPresent((span) -> {
			String id = JsonTexts.raw(item, "id");
			SessionDraft session = new SessionDraft(
					id.isEmpty() ? "break/" + name + "/" + span.startsAt() : "slot/" + id, at, span);
			session.title = title;
			session.kind = Kinds.of(name, SessionKind.BREAK);
			this.programme.room(named(item, "room").values().stream().findFirst().orElse(""))
				.ifPresent(session.rooms::add);
			this.programme.add(session);
		});
	}

}
