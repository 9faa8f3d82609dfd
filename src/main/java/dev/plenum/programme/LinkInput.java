package dev.plenum.programme;

import java.net.URI;
import java.util.List;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

/**
 * An address with words for it, as it is sent.
 *
 * @param title what is found there
 * @param url where it leads
 */
public record LinkInput(@Nullable String title, URI url) {

	/** What a link that is not fine lacks. */
	public static final String FINE = "A link has a title of 1 to 500 characters, or none.";

	/**
	 * Whether a phone can show it.
	 * @return false where the title is blank or long
	 */
	public boolean isFine() {
		return Check.isLine(this.title);
	}

	/**
	 * Addresses as they are kept.
	 * @param inputs the addresses
	 * @return them, in their order
	 */
	public static List<Link> links(List<LinkInput> inputs) {
		return inputs.stream().map((input) -> new Link(input.title(), input.url().toString())).toList();
	}

}
