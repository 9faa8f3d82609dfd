package dev.plenum.platform.graphql.language;

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
 * The languages of the texts in the answer of one execution. Chooses a language for each
 * text and remembers the choices for the headers of the response.
 */
public final class AnswerLanguages {

	private final List<LanguageRange> reader;

	private final Map<Set<String>, String> chosenForReader = new ConcurrentHashMap<>();

	private final SortedSet<String> answered = new ConcurrentSkipListSet<>();

	AnswerLanguages(Languages reader) {
		this.reader = reader.ranges();
	}

	/**
	 * Finds the languages of an execution.
	 * @param context the context of the execution
	 * @return the languages; none yet if no text was answered
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
	 * Returns the languages of the texts that were answered so far.
	 * @return BCP 47 tags in alphabetical order; empty if no text was answered
	 */
	public SortedSet<String> answered() {
		return this.answered;
	}

	/**
	 * Returns whether the answer so far depends on {@code Accept-Language}.
	 * @return true if a text was answered for which the operation names no language
	 */
	public boolean dependOnReader() {
		return !this.chosenForReader.isEmpty();
	}

	/**
	 * Chooses a language for a text.
	 * @param there the BCP 47 tags of the languages that the text has, at least one; the
	 * first one is the default
	 * @param lang the language that the operation names; null for that of the caller
	 * @return the language that suits best
	 */
	public String choose(Set<String> there, @Nullable Locale lang) {
		return (lang != null) ? Languages.choose(List.of(new LanguageRange(lang.toLanguageTag())), there)
				: this.chosenForReader.computeIfAbsent(there, (tags) -> Languages.choose(this.reader, tags));
	}

	/**
	 * Records a text that was answered without {@link #choose}.
	 * @param language the language of the text; null if it has none, such as a name
	 */
	public void answered(@Nullable Locale language) {
		if (language != null) {
			this.answered.add(language.toLanguageTag());
		}
	}

	/**
	 * Answers a text in the language that suits best, and remembers that language.
	 * @param text the text
	 * @param lang the language asked for; null for that of the reader
	 * @return the text in one language
	 */
	public String answer(Translated text, @Nullable Locale lang) {
		String chosen = choose(text.languages(), lang);
		this.answered.add(chosen);
		return text.in(chosen);
	}

}
