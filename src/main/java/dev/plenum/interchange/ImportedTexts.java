package dev.plenum.interchange;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.platform.graphql.Text;
import dev.plenum.programme.ProgrammeDocuments;
import org.jspecify.annotations.Nullable;

/**
 * The languages of a file's texts. Only Plenum's own format says them.
 *
 * @param languages the languages of the event, the one to fall back on first
 * @param said whether the file says in which language a text is
 */
record ImportedTexts(List<String> languages, boolean said) {

	/**
	 * The languages of a file.
	 * @param file the file
	 * @param there what is here already; null for a new event
	 */
	static ImportedTexts of(ProgrammeFile file, @Nullable ProgrammeDocuments there) {
		boolean said = !file.languages().isEmpty() && !file.name().containsKey(ProgrammeFile.UNSAID);
		if (there != null && !there.event().languages().isEmpty()) {
			return new ImportedTexts(said ? file.languages() : there.event().languages(), said);
		}
		return new ImportedTexts(file.languages().isEmpty() ? List.of("en") : file.languages(), said);
	}

	String first() {
		return this.languages.getFirst();
	}

	/**
	 * A text; one whose language the file does not say is in the one that it is in here,
	 * else in that of its session, else in the event's first.
	 * @param byLanguage the text as the file has it; null if it has none
	 * @param known the text as it is here; null if it is not
	 * @param language the language of its session; null if it has none
	 */
	@Nullable Text text(@Nullable Map<String, String> byLanguage, @Nullable Text known, @Nullable String language) {
		String unsaid = (byLanguage != null) ? byLanguage.get(ProgrammeFile.UNSAID) : null;
		if (unsaid == null) {
			return (byLanguage == null || byLanguage.isEmpty()) ? null : new Text(byLanguage);
		}
		String own = (language != null) ? language : first();
		if (known == null || known.byLanguage().containsKey(own)) {
			return new Text(Map.of(own, unsaid));
		}
		return new Text(Map.of(shown(known), unsaid));
	}

	/**
	 * The same, in one more language of what is here.
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

	/** The language of a text in which it leaves where only one can. */
	private String shown(Text text) {
		return text.fallingBackOn(first()).byLanguage().keySet().iterator().next();
	}

}
