package dev.plenum.programme.document;

import java.util.List;

import dev.plenum.platform.graphql.SafeLink;
import org.jspecify.annotations.Nullable;

/**
 * An address with a title.
 *
 * @param title its title; null if it has none
 * @param url the address
 * @param kind what it leads to; null for further reading
 */
public record Link(@Nullable String title, String url, @Nullable LinkKind kind) {

	/**
	 * Creates a link to further reading.
	 * @param title its title; null if it has none
	 * @param url the address
	 */
	public Link(@Nullable String title, String url) {
		this(title, url, null);
	}

	/**
	 * Returns the links to show: those that a phone can open safely. Links that were
	 * stored before addresses were checked may be others.
	 * @param links links as they are stored
	 * @return the safe ones, in the same order
	 */
	public static List<Link> shown(List<Link> links) {
		return links.stream().filter((link) -> SafeLink.isSafe(link.url())).toList();
	}

}
