package dev.plenum.organiser;

import java.net.URL;
import java.util.List;

import dev.plenum.programme.Link;
import org.jspecify.annotations.Nullable;

/**
 * An address with words for it, as it is sent.
 *
 * @param title what is found there
 * @param url where it leads
 */
record LinkInput(@Nullable String title, URL url) {

	static List<Link> links(List<LinkInput> inputs) {
		return inputs.stream().map((input) -> new Link(input.title(), input.url().toString())).toList();
	}

}
