package dev.plenum.platform.graphql;

import java.util.Set;

/**
 * The same words in several languages. A field with a {@code lang} argument whose value
 * is such answers them in the language of that argument, else in that of
 * {@code Accept-Language}, else in the first one here.
 */
public interface Translated {

	/**
	 * The languages that there are.
	 * @return their BCP 47 tags, at least one, the one to fall back on first
	 */
	Set<String> languages();

	/**
	 * The words in a language.
	 * @param language one of those that there are
	 * @return the words
	 */
	String in(String language);

}
