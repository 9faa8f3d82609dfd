package dev.plenum.programme.document;

import java.util.Map;

import dev.plenum.platform.mongo.Lists;
import org.jspecify.annotations.Nullable;

/**
 * What an import remembers of an object: the key that identifies it when its file is
 * imported again, and the facts of the file that Plenum has no field for, so that an
 * export can write them again.
 *
 * @param key the key in the file
 * @param facts the other facts in the file, by the names that the format uses
 */
public record Origin(String key, Map<String, String> facts) {

	public Origin {
		facts = Lists.orEmpty(facts);
	}

	/**
	 * Returns one of the facts.
	 * @param origin the origin of an object; null if it was not imported
	 * @param name the name that the format uses for the fact
	 * @return the fact; null if the file does not have it
	 */
	public static @Nullable String fact(@Nullable Origin origin, String name) {
		return (origin != null) ? origin.facts().get(name) : null;
	}

}
