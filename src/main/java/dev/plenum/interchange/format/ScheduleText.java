package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.MaterialKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the texts and addresses of a schedule. Files that Plenum exported contain plain
 * text; other files can contain HTML.
 */
final class ScheduleText {

	/** The generator's name in exported files. */
	static final String PLENUM = "Plenum";

	/** The fact that stores the length of the abstract at the start of a description. */
	static final String ABSTRACT_LENGTH = "abstract_length";

	/** The properties of an event that are addresses of pages. */
	private static final Map<String, LinkKind> LINKS = new LinkedHashMap<>();

	private static final List<String> RECORDINGS = List.of("recording_url", "recording_link", "video_download_url",
			"video_url");

	static {
		LINKS.put("url", LinkKind.PAGE);
		LINKS.put("feedback_url", LinkKind.FEEDBACK);
	}

	private final boolean ours;

	private final String base;

	private final Warnings warnings;

	ScheduleText(ScheduleTree tree) {
		this.ours = tree.generator().equals(PLENUM);
		this.warnings = tree.warnings();
		this.base = raw(tree.conference(), "base_url");
	}

	/**
	 * Reads a text without line breaks.
	 * @param node the object that contains it
	 * @param name the name of the property
	 * @return the text; empty if there is none
	 */
	String line(JsonNode node, String name) {
		String raw = raw(node, name);
		String text = raw.isEmpty() ? raw : (this.ours ? PlainText.tidy(raw) : PlainText.of(raw));
		return PlainText.line(text);
	}

	/**
	 * Reads a title. Titles are plain text, also in files whose other texts contain HTML.
	 * @param node the object that has the title
	 * @return the title; empty if there is none
	 */
	String title(JsonNode node) {
		return PlainText.line(PlainText.tidy(raw(node, "title")));
	}

	/**
	 * Reads a name.
	 * @param node the object that contains it
	 * @param name the name of the property
	 * @param place the place in the file
	 * @return the name, cut if it is too long; empty if there is none
	 */
	String name(JsonNode node, String name, String place) {
		return cut(line(node, name), Lengths.LINE, name, place);
	}

	/**
	 * Reads a text with paragraphs.
	 * @param node the object that contains it
	 * @param name the name of the property
	 * @param place the place in the file
	 * @return the text, cut if it is too long; empty if there is none
	 */
	String paragraphs(JsonNode node, String name, String place) {
		return cut(whole(node, name), Lengths.TEXT, name, place);
	}

	private String whole(JsonNode node, String name) {
		String raw = raw(node, name);
		return this.ours ? PlainText.tidy(raw) : PlainText.of(raw);
	}

	/**
	 * Cuts a text that is too long, with a warning.
	 * @param text the text
	 * @param length the maximum length
	 * @param name the name of the text in the file
	 * @param place the place in the file
	 */
	String cut(String text, int length, String name, String place) {
		if (!Lengths.fits(text, length)) {
			this.warnings.add(place, "The text '%s' is cut at %d characters.", name, length);
		}
		return Lengths.cut(text, length);
	}

	/**
	 * Joins abstract and description.
	 * @param event the event
	 * @param place the place in the file
	 */
	Description description(JsonNode event, String place) {
		Description joined = joined(whole(event, "abstract"), whole(event, "description"));
		return new Description(cut(joined.text(), Lengths.TEXT, "description", place), joined.facts());
	}

	private static Description joined(String summary, String rest) {
		if (summary.isEmpty() || rest.isEmpty() || rest.startsWith(summary)) {
			return new Description(rest.isEmpty() ? summary : rest,
					(rest.isEmpty() || !summary.isEmpty()) ? Map.of() : Map.of(ABSTRACT_LENGTH, "0"));
		}
		return new Description(summary + "\n\n" + rest, Map.of(ABSTRACT_LENGTH, String.valueOf(summary.length())));
	}

	/**
	 * Reads the languages of a session.
	 * @param event the event
	 * @param place the place in the file
	 * @return the BCP 47 tags, the main one first; empty if there is none
	 */
	List<String> languages(JsonNode event, String place) {
		Languages languages = Languages.of(line(event, "language"));
		languages.unknown()
			.forEach((text) -> this.warnings.add(place,
					"'%s' is not a language such as de, en-GB or English and is ignored.", text));
		return languages.tags();
	}

	/**
	 * Reads the links of a session. The addresses of its page and of the page for
	 * feedback are links too.
	 * @param event the event
	 * @param place the place in the file
	 */
	List<Link> sessionLinks(JsonNode event, String place) {
		List<Link> links = new ArrayList<>(links(event, place));
		LINKS.forEach((name, kind) -> address(event, name, place).ifPresent((url) -> {
			int known = links.stream().map(Link::url).toList().indexOf(url);
			if (known < 0) {
				links.add(new Link(null, url, kind));
			}
			else {
				links.set(known, new Link(links.get(known).title(), url, kind));
			}
		}));
		return links;
	}

	/**
	 * Reads the attachments and recordings of a session.
	 * @param event the event
	 * @param place the place in the file
	 */
	List<MaterialEntry> materials(JsonNode event, String place) {
		List<MaterialEntry> materials = new ArrayList<>(attachments(event, place));
		RECORDINGS.forEach((name) -> address(event, name, place).ifPresent((url) -> {
			int known = materials.stream().map(MaterialEntry::url).toList().indexOf(url);
			if (known < 0) {
				materials.add(new MaterialEntry(MaterialKind.FILM, null, url, null, null));
			}
			else {
				materials.set(known,
						new MaterialEntry(MaterialKind.FILM, materials.get(known).title(), url, null, null));
			}
		}));
		return materials;
	}

	private Optional<String> address(JsonNode event, String name, String place) {
		String written = raw(event, name).strip();
		Optional<String> address = Addresses.of(written, this.base);
		if (address.isEmpty()) {
			warnOfAddress(place, written);
		}
		return address;
	}

	List<Link> links(JsonNode node, String place) {
		List<Link> links = new ArrayList<>();
		node.path("links").forEach((link) -> {
			String address = address(link);
			Addresses.of(address, this.base)
				.ifPresentOrElse((url) -> links.add(new Link(title(link, address), url, kind(link))),
						() -> warnOfAddress(place, address));
		});
		return links;
	}

	private List<MaterialEntry> attachments(JsonNode node, String place) {
		List<MaterialEntry> materials = new ArrayList<>();
		node.path("attachments").forEach((attachment) -> {
			String address = address(attachment);
			Addresses.of(address, this.base)
				.ifPresentOrElse(
						(url) -> materials.add(new MaterialEntry(Kinds.material(url),
								ProgrammeFile.textOrNull(materialTitle(attachment, url)), url, null, null)),
						() -> warnOfAddress(place, address));
		});
		return materials;
	}

	/**
	 * Reads values that Plenum stores without using them, to export them again.
	 * @param node the object that contains them
	 * @param names the names of the properties
	 * @return the values that are not empty, by name
	 */
	Map<String, String> facts(JsonNode node, String... names) {
		Map<String, String> facts = new HashMap<>();
		for (String name : names) {
			String value = PlainText.tidy(raw(node, name));
			if (!value.isEmpty() && value.length() <= Lengths.FACT && Addresses.isSafe(name, value)) {
				facts.put(name, value);
			}
		}
		return facts;
	}

	String base() {
		return this.base;
	}

	private static String raw(JsonNode node, String name) {
		return raw(node.path(name));
	}

	/** Reads a value; of an object its name or its first text, of a list all values. */
	private static String raw(JsonNode value) {
		if (value.isValueNode()) {
			return value.isNull() ? "" : value.asString("");
		}
		if (value.isArray()) {
			return value.valueStream()
				.filter((item) -> item.isValueNode() && !item.isNull())
				.map((item) -> item.asString(""))
				.collect(Collectors.joining(", "));
		}
		return value.has("name") ? raw(value.path("name"))
				: value.valueStream().filter(JsonNode::isString).map(JsonNode::asString).findFirst().orElse("");
	}

	private String address(JsonNode link) {
		return link.isString() ? link.asString() : raw(link, "url");
	}

	private String materialTitle(JsonNode attachment, String url) {
		String title = title(attachment, url);
		return (title != null) ? title : "";
	}

	private @Nullable String title(JsonNode link, String address) {
		String title = line(link, "title");
		return (title.isEmpty() || title.equals(address)) ? null : Lengths.cut(title, Lengths.LINE);
	}

	/** Reports a value that cannot be read. */
	void warn(String place, String message, Object... arguments) {
		this.warnings.add(place, message, arguments);
	}

	private void warnOfAddress(String place, String address) {
		if (!address.isBlank()) {
			this.warnings.add(place, "'%s' is not a safe address and is ignored.",
					(address.length() > 100) ? address.substring(0, 100) + "…" : address);
		}
	}

	private static @Nullable LinkKind kind(JsonNode link) {
		return switch (raw(link, "type").toLowerCase(Locale.ROOT)) {
			case "page" -> LinkKind.PAGE;
			case "stream", "livestream", "live" -> LinkKind.STREAM;
			case "feedback" -> LinkKind.FEEDBACK;
			default -> null;
		};
	}

	/**
	 * The abstract and description of a session as one text.
	 *
	 * @param text the text; can be empty
	 * @param facts how to split it again on export
	 */
	record Description(String text, Map<String, String> facts) {
	}

}
