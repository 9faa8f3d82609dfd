package dev.plenum.search;

import java.util.List;

/**
 * An object that a search can find.
 *
 * @param kind the kind of object
 * @param id the object's id; the session's id for a part
 * @param part the index of a part in its session, starting at 0; 0 for other objects
 * @param until when it ends, in milliseconds since 1970; {@link #NO_END} for an object
 * without a time, and {@link #CANCELLED} for a cancelled session
 * @param titles its titles
 * @param people the names of people and organisations
 * @param texts its other texts
 */
record SearchEntry(SearchKind kind, String id, int part, long until, List<SearchText> titles, List<SearchText> people,
		List<SearchText> texts) {

	static final long NO_END = Long.MAX_VALUE;

	static final long CANCELLED = Long.MIN_VALUE;

	List<SearchText> in(SearchField field) {
		return switch (field) {
			case TITLE -> this.titles;
			case PEOPLE -> this.people;
			case TEXT -> this.texts;
		};
	}

}
