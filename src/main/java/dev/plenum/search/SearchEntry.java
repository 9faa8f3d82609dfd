package dev.plenum.search;

import java.util.List;

/**
 * Something that can be found.
 *
 * @param kind what it is
 * @param id its id; of a part that of its session
 * @param part the how-manieth part of its session it is, from 0; 0 for everything else
 * @param until when it is over, in milliseconds of the epoch; {@link #ALWAYS_THERE} for
 * what has no time, and {@link #DOES_NOT_COME} for what is cancelled
 * @param titles what it is called
 * @param people who is in it
 * @param texts what it is about
 */
record SearchEntry(SearchKind kind, String id, int part, long until, List<SearchText> titles, List<SearchText> people,
		List<SearchText> texts) {

	static final long ALWAYS_THERE = Long.MAX_VALUE;

	static final long DOES_NOT_COME = Long.MIN_VALUE;

	List<SearchText> in(SearchField field) {
		return switch (field) {
			case TITLE -> this.titles;
			case PEOPLE -> this.people;
			case TEXT -> this.texts;
		};
	}

}
