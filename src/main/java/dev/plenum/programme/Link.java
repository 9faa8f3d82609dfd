package dev.plenum.programme;

import java.util.List;

import dev.plenum.platform.graphql.SafeLink;
import org.jspecify.annotations.Nullable;

/**
 * An address with words for it.
 *
 * @param title what is found there; null where nobody said
 * @param url where it leads
 */
public record Link(@Nullable String title, String url) {

	/**
	 * The links that are shown: those that a phone can safely open. What was stored
	 * before addresses were checked may have others.
	 * @param links links as they are stored
	 * @return those that are safe, in their order
	 */
	public static List<Link> shown(List<Link> links) {
		return links.stream().filter((link) -> SafeLink.isSafe(link.url())).toList();
	}

}
