package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

/**
 * In which languages one execution answers: chooses among those of each text, and
 * remembers what it chose, so that the reply can say so.
 */
public final class AnswerLanguages {

	private final List<LanguageRange> reader;

	private final Map<Set<String>, String> chosenForReader = new ConcurrentHashMap<>();

	private final SortedSet<String> answered = new ConcurrentSkipListSet<>();

	AnswerLanguages(Languages reader) {
		this.reader = reader.ranges();
	}

	/**
	 * Finds those of an execution.
	 * @param context the execution's context
	 * @return its languages; begun where no text was answered yet
	 */
	public static AnswerLanguages of(GraphQLContext context) {
		AnswerLanguages known = context.get(AnswerLanguages.class);
		if (known != null) {
			return known;
		}
		Languages reader = context.getOrDefault(Languages.CONTEXT_KEY, Languages.NONE);
		return context.computeIfAbsent(AnswerLanguages.class, (_) -> new AnswerLanguages(reader));
	}

	/**
	 * The languages of the texts that were answered so far.
	 * @return their BCP 47 tags in alphabetical order; empty where no text was answered
	 */
	public SortedSet<String> answered() {
		return this.answered;
	}

	/**
	 * Whether another {@code Accept-Language} might have had another answer so far.
	 * @return whether any text was answered without being asked for in a language
	 */
	public boolean dependOnReader() {
		return !this.chosenForReader.isEmpty();
	}

	/**
	 * Chooses a language to answer in.
	 * @param there the BCP 47 tags of what there is, at least one, the one to fall back
	 * on first
	 * @param lang the language asked for; null for that of the reader
	 * @return the one that suits best
	 */
	public String choose(Set<String> there, @Nullable Locale lang) {
		return (lang != null) ? Languages.choose(List.of(new LanguageRange(lang.toLanguageTag())), there)
				: this.chosenForReader.computeIfAbsent(there, (tags) -> Languages.choose(this.reader, tags));
	}

	/**
	 * Notes a text that was answered otherwise.
	 * @param language its language; null if it has none, as a name
	 */
	public void answered(@Nullable Locale language) {
		if (language != null) {
			this.answered.add(language.toLanguageTag());
		}
	}

	String answer(Translated text, @Nullable Locale lang) {
		String chosen = choose(text.languages(), lang);
		this.answered.add(chosen);
		return text.in(chosen);
	}

}
