package dev.plenum.push.content;

import java.time.Instant;
import java.util.List;

import dev.plenum.agenda.AgendaItem;
import dev.plenum.inbox.NewsItem;
import org.jspecify.annotations.Nullable;

/** What a message is about, before it is put into words. */
sealed interface Content {

	/**
	 * Items of the inbox about the same subject.
	 *
	 * @param identity what they are about
	 * @param number the number of the last one among all items with this identity
	 * @param items the items, oldest first, at least one
	 * @param shown the item that says it all; null if nothing is left to say
	 */
	record News(String identity, long number, List<NewsItem> items, @Nullable NewsItem shown) implements Content {
	}

	/**
	 * A reminder of everything that starts at one moment.
	 *
	 * @param startsAt the moment
	 * @param items everything that starts then, in a fixed order
	 * @param names the names of those that were not reminded of before
	 */
	record Reminder(Instant startsAt, List<AgendaItem> items, List<String> names) implements Content {
	}

	/**
	 * The evening digest.
	 *
	 * @param day the day on which it is sent, counted from 1970
	 * @param items what the agenda contains on the next day, by start
	 */
	record Digest(long day, List<AgendaItem> items) implements Content {
	}

}
