package dev.plenum.interchange;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.ProgrammeDocuments;
import org.jspecify.annotations.Nullable;

/**
 * Converts the texts of a file. Only the format of Plenum names the languages of all
 * texts.
 *
 * @param languages the languages of the event, beginning with the default language
 * @param explicit whether the file names the languages of all its texts
 */
record ImportedTexts(List<String> languages, boolean explicit) {

	/**
	 * Creates a converter for a file.
	 * @param read the file
	 * @param there the stored documents; null for a new event
	 */
	static ImportedTexts of(ReadProgramme read, @Nullable ProgrammeDocuments there) {
		ProgrammeFile file = read.file();
		boolean explicit = read.format() == FileFormat.PLENUM;
		if (there != null && !there.event().languages().isEmpty()) {
			return new ImportedTexts(explicit ? file.languages() : there.event().languages(), explicit);
		}
		return new ImportedTexts(file.languages().isEmpty() ? List.of("en") : file.languages(), explicit);
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
		String withoutLanguage = (byLanguage != null) ? byLanguage.get(ProgrammeFile.NO_LANGUAGE) : null;
		if (withoutLanguage == null) {
			return (byLanguage == null || byLanguage.isEmpty()) ? null : new Text(byLanguage);
		}
		String own = (language != null) ? language : first();
		String tag = (known == null || known.byLanguage().containsKey(own)) ? own : shown(known);
		Map<String, String> all = new LinkedHashMap<>(byLanguage);
		all.remove(ProgrammeFile.NO_LANGUAGE);
		all.put(tag, withoutLanguage);
		return new Text(all);
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

	static List<Text> all(Collection<Map<String, String>> all) {
		return all.stream().map(Text::new).toList();
	}

	/** Returns the language in which a text is exported to a format with one language. */
	private String shown(Text text) {
		return text.fallingBackOn(first()).byLanguage().keySet().iterator().next();
	}

}
