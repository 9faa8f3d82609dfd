package dev.plenum.platform.graphql.language;

import java.util.Set;

/**
 * A text in several languages. A field with the argument {@code lang} answers it in the
 * language of the argument, otherwise in that of {@code Accept-Language}, otherwise in
 * the first of its languages.
 */
public interface Translated {

	/**
	 * Returns the languages that the text has.
	 * @return BCP 47 tags, at least one; the first one is the default
	 */
	Set<String> languages();

	/**
	 * Returns the text in a language.
	 * @param language one of its languages
	 * @return the text
	 */
	String in(String language);

}
