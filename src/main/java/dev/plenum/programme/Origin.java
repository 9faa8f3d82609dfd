package dev.plenum.programme;

import java.util.Map;

import dev.plenum.platform.mongo.Lists;
import org.jspecify.annotations.Nullable;

/**
 * Where something came from that was imported: how it is found again when its file comes
 * again, and what its format says and Plenum has no word for, to be said again when it
 * leaves.
 *
 * @param key what names it there
 * @param facts what else was said there, by the format's own names
 */
public record Origin(String key, Map<String, String> facts) {

	public Origin {
		facts = Lists.orEmpty(facts);
	}

	/**
	 * One of the facts.
	 * @param origin where something came from; null if it was not imported
	 * @param name the format's name for the fact
	 * @return what was said; null if nothing was
	 */
	public static @Nullable String fact(@Nullable Origin origin, String name) {
		return (origin != null) ? origin.facts().get(name) : null;
	}

}
