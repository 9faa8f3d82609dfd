package dev.plenum.platform.graphql;

import dev.plenum.platform.graphql.language.Translated;

/**
 * An expected outcome in which a mutation changes nothing, such as a full waiting list.
 * The record has the name of its type in the schema, which implements the interface of
 * the same name, so that an app can display a refusal that it does not know.
 *
 * <p>
 * A payload's own refusals are records of its sealed interface. A refusal that many
 * mutations share is thrown as {@link Refused} and becomes data where the payload lists
 * it.
 */
public interface Refusal {

	/**
	 * The text to display.
	 * @return the text in Swedish, Finnish and English
	 */
	default Translated message() {
		return new RefusalMessage(messageKey());
	}

	/**
	 * The key of the text in the files {@code dev/plenum/refusals_*.properties}.
	 * @return the name of the record, unless one record has several texts
	 */
	default String messageKey() {
		return getClass().getSimpleName();
	}

}
