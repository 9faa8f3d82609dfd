package dev.plenum.programme;

import java.net.URL;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An address with words for it, as it is sent.
 *
 * @param title what is found there
 * @param url where it leads
 */
public record LinkInput(@Nullable String title, URL url) {

	/**
	 * Addresses as they are kept.
	 * @param inputs the addresses
	 * @return them, in their order
	 */
	public static List<Link> links(List<LinkInput> inputs) {
		return inputs.stream().map((input) -> new Link(input.title(), input.url().toString())).toList();
	}

}
