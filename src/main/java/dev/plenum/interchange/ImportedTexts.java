package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import org.jspecify.annotations.Nullable;

/**
 * Converts the texts of a file. Only the format of Plenum names the languages of all
 * texts.
 *
 * @param languages the languages of the event, beginning with the default language
 * @param explicit whether the file names the languages of all its texts
 * @param pagesOnly whether the file contains no links of sessions except pages and
 * streams, and no titles of links
 */
record ImportedTexts(List<String> languages, boolean explicit, boolean pagesOnly) {

	/**
	 * Creates a converter for a file.
	 * @param read the file
	 * @param there the stored documents; null for a new event
	 */
	static ImportedTexts of(ReadProgramme read, @Nullable ProgrammeDocuments there) {
		ProgrammeFile file = read.file();
		boolean explicit = read.format() == FileFormat.PLENUM;
		boolean pagesOnly = read.format() == FileFormat.SCHEMA_ORG;
		if (there != null && !there.event().languages().isEmpty()) {
			return new ImportedTexts(explicit ? file.languages() : there.event().languages(), explicit, pagesOnly);
		}
		return new ImportedTexts(file.languages().isEmpty() ? List.of("en") : file.languages(), explicit, pagesOnly);
	}

	String first() {
		return this.languages.getFirst();
	}

	/**
	 * Converts a text, which can have translations. If the file does not name its
	 * language, it is the language of the session, otherwise the event's default
	 * language; if the stored text does not have this language, it is the language in
	 * which the stored text is exported.
	 * @param byLanguage the text in the file; null if there is none
	 * @param known the stored text; null if there is none
	 * @param language the language of the session; null if it has none
	 */
	@Nullable Text text(@Nullable Map<String, String> byLanguage, @Nullable Text known, @Nullable String language) {
		if (byLanguage == null || byLanguage.isEmpty()) {
			return null;
		}
		Map<String, String> texts = new LinkedHashMap<>(byLanguage);
		String withoutLanguage = texts.remove(ProgrammeFile.NO_LANGUAGE);
		if (withoutLanguage != null) {
			String own = Objects.requireNonNullElse(language, first());
			texts.put((known == null || known.byLanguage().containsKey(own)) ? own : shown(known), withoutLanguage);
		}
		return new Text(likeStored(texts, known));
	}

	private Map<String, String> likeStored(Map<String, String> texts, @Nullable Text known) {
		if (known != null && !this.explicit) {
			texts.replaceAll((language, text) -> {
				String stored = known.byLanguage().get(language);
				return (stored != null && isSame(stored, text)) ? stored : text;
			});
		}
		return texts;
	}

	/**
	 * Returns whether a file contains a text. The readers of formats with HTML remove
	 * superfluous white space, also from the texts that Plenum exported.
	 * @param stored the stored text
	 * @param inFile the text in the file
	 */
	static boolean isSame(String stored, String inFile) {
		return stored.equals(inFile)
				|| (inFile.indexOf('\n') < 0) && PlainText.line(PlainText.tidy(stored)).equals(PlainText.line(inFile))
				|| PlainText.tidy(stored).equals(inFile);
	}

	/**
	 * Returns the stored line if the line in a file differs only in white space or
	 * markup; otherwise the line in the file.
	 * @param inFile the line in the file; null if there is none
	 * @param known the stored line; null if there is none
	 */
	@Nullable String line(@Nullable String inFile, @Nullable String known) {
		boolean same = inFile != null && known != null && !this.explicit
				&& (isSame(known, inFile) || PlainText.line(PlainText.of(known)).equals(inFile));
		return same ? known : inFile;
	}

	/**
	 * Returns the lines in a file, each as {@link #line} does. If the number of lines has
	 * changed, all are those in the file.
	 */
	List<String> lines(List<String> inFile, List<String> known) {
		return (inFile.size() == known.size()) ? IntStream.range(0, inFile.size())
			.mapToObj((i) -> Objects.requireNonNull(line(inFile.get(i), known.get(i))))
			.toList() : inFile;
	}

	/**
	 * Converts a text and adds it to the other languages of the stored text.
	 */
	@Nullable Text added(@Nullable Map<String, String> byLanguage, @Nullable Text known, @Nullable String language) {
		Text text = text(byLanguage, known, language);
		if (text == null || known == null) {
			return text;
		}
		Map<String, String> all = new LinkedHashMap<>(known.byLanguage());
		all.putAll(text.byLanguage());
		return new Text(all);
	}

	/**
	 * Converts links. A format that cannot express what a link leads to, or the order of
	 * the links, changes neither.
	 * @param inFile the links in the file
	 * @param known the stored links; null if there are none
	 */
	List<Link> links(List<Link> inFile, @Nullable List<Link> known) {
		if (known == null || this.explicit) {
			return inFile;
		}
		List<Link> left = new ArrayList<>(known);
		List<Link> links = inFile.stream().map((link) -> known(link, left)).toList();
		if (this.pagesOnly) {
			left.removeIf((link) -> link.kind() == LinkKind.PAGE || link.kind() == LinkKind.STREAM);
			links = Stream.concat(links.stream(), left.stream()).toList();
			left.clear();
		}
		boolean equal = left.isEmpty() && Set.copyOf(links).equals(Set.copyOf(known));
		return equal ? known : links;
	}

	/** Returns the link with what the stored one has and the file cannot express. */
	private Link known(Link link, List<Link> left) {
		Optional<Link> same = left.stream()
			.filter((stored) -> stored.url().equals(link.url())
					&& (link.title() == null || stored.title() != null && isSame(stored.title(), link.title())))
			.findFirst()
			.or(() -> left.stream().filter((stored) -> stored.url().equals(link.url())).findFirst());
		if (same.isEmpty()) {
			return link;
		}
		Link stored = same.get();
		left.remove(stored);
		boolean sameTitle = stored.title() != null && (link.title() == null && (link.kind() != null || this.pagesOnly)
				|| link.title() != null && isSame(stored.title(), link.title()));
		return new Link(sameTitle ? stored.title() : link.title(), link.url(),
				(link.kind() != null) ? link.kind() : stored.kind());
	}

	/**
	 * Converts the links of an event, of which other formats than that of Plenum contain
	 * only the page.
	 * @param inFile the links in the file
	 * @param known the stored links; null if there are none
	 */
	List<Link> eventLinks(List<Link> inFile, @Nullable List<Link> known) {
		if (known == null || this.explicit
				|| inFile.stream()
					.allMatch((page) -> known.stream()
						.anyMatch((link) -> link.url().equals(page.url()) && link.kind() == page.kind()))) {
			return (known != null && !this.explicit) ? known : inFile;
		}
		return Stream.concat(inFile.stream(), known.stream().filter((link) -> link.kind() != LinkKind.PAGE)).toList();
	}

	static List<Text> all(Collection<Map<String, String>> all) {
		return all.stream().map(Text::new).toList();
	}

	/** Returns the language in which a text is exported to a format with one language. */
	private String shown(Text text) {
		return text.fallingBackOn(first()).byLanguage().keySet().iterator().next();
	}

}
