package dev.plenum.programme;

import java.net.URL;
import java.util.List;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

/**
 * An address with words for it, as it is sent.
 *
 * @param title what is found there
 * @param url where it leads
 */
public record LinkInput(@Nullable String title, URL url) {

	/** What a link that is not fine lacks. */
	public static final String FINE = "A link has an address that begins with https:// or http://, and a title of one line or none.";

	/**
	 * Whether a phone can show and safely open it.
	 * @return false where the title is blank or long, or the address not of the web
	 */
	public boolean isFine() {
		return Check.isLine(this.title) && Check.isWeb(this.url);
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
