package dev.plenum.programme.document;

import java.net.URI;
import java.util.List;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

/**
 * An address with a title, in an input.
 *
 * @param title its title
 * @param url the address
 * @param kind what it leads to; null for further reading
 */
public record LinkInput(@Nullable String title, URI url, @Nullable LinkKind kind) {

	/** The message for an invalid link. */
	public static final String FINE = "The title of a link has 1 to 500 characters, or is left out.";

	/**
	 * Returns whether the link is valid.
	 * @return false if the title is blank or too long
	 */
	public boolean isFine() {
		return Check.isLine(this.title);
	}

	/**
	 * Returns links as they are stored.
	 * @param inputs the links in the input
	 * @return the links in the same order
	 */
	public static List<Link> links(List<LinkInput> inputs) {
		return inputs.stream().map((input) -> new Link(input.title(), input.url().toString(), input.kind())).toList();
	}

}
