package dev.plenum.push.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.inbox.Happening;
import dev.plenum.inbox.Happening.Changed;
import dev.plenum.inbox.Happening.Met;
import dev.plenum.inbox.Happening.Missed;
import dev.plenum.inbox.Happening.Posted;
import dev.plenum.inbox.Happening.Seated;
import dev.plenum.inbox.NewsItem;
import dev.plenum.inbox.Positions;
import org.jspecify.annotations.Nullable;

/**
 * How far a device has been notified of an event. It is stored as a short text.
 *
 * @param seen up to which positions every item was sent, or is waiting
 * @param begunAt since when the device receives the event; what became due before is not
 * sent
 * @param waiting the keys of items that are known at these positions and still wait
 * @param reminded what was reminded of last, as {@link Reminders} names it
 * @param digestDay the day of the last evening digest, counted from 1970; 0 for none
 * @param unsent the keys of changes and announcements that were passed without a message,
 * for example since they were undone in time
 * @param rejected the keys of changes and announcements whose message the push service
 * rejected
 * @param exact false if the positions of some sources are not known, so that the moment
 * of the beginning tells what is new. Such a place is not stored
 */
public record Place(Positions seen, Instant begunAt, Set<String> waiting, List<String> reminded, long digestDay,
		KeyRanges unsent, KeyRanges rejected, boolean exact) {

	/** The number of items that can wait. Of more, the newest ones wait. */
	static final int MOST_WAITING = 300;

	/** The number of reminders that are remembered. */
	static final int MOST_REMINDED = 60;

	private static final String SEPARATOR = "|";

	private static final String LIST_SEPARATOR = "~";

	private static final int PARTS = 5;

	public Place {
		begunAt = begunAt.truncatedTo(ChronoUnit.MILLIS);
		waiting = Collections.unmodifiableSet(new LinkedHashSet<>(newest(List.copyOf(waiting), MOST_WAITING)));
		reminded = newest(reminded, MOST_REMINDED);
	}

	/**
	 * Returns the place of a device that begins to receive an event: nothing is sent for
	 * what happened before.
	 * @param at when it begins
	 * @param revision the revision of the schedule then; null if it is not known
	 * @param bulletin the number of the newest bulletin then; null if it is not known
	 * @return the place
	 */
	public static Place since(Instant at, @Nullable Integer revision, @Nullable Integer bulletin) {
		return new Place(Positions.of(revision, bulletin), at, Set.of(), List.of(), 0, KeyRanges.NONE, KeyRanges.NONE,
				false);
	}

	/**
	 * Returns the place of a device that begins where a person's inbox is known.
	 * @param seen how far it is known
	 * @param at when it begins
	 */
	static Place begin(Positions seen, Instant at) {
		return new Place(seen, at, Set.of(), List.of(), 0, KeyRanges.NONE, KeyRanges.NONE, true);
	}

	/**
	 * Reads a place.
	 * @param text the text as it is stored
	 * @return the place; null if the text contains none
	 */
	public static @Nullable Place parse(String text) {
		String[] parts = text.split("\\|", -1);
		Positions seen = Positions.parse(parts[0]);
		if (seen == null || parts.length < PARTS) {
			return null;
		}
		try {
			return new Place(seen, Instant.ofEpochMilli(Long.parseLong(parts[1])), new LinkedHashSet<>(list(parts[2])),
					list(parts[3]), Long.parseLong(parts[4]), ranges(parts, PARTS), ranges(parts, PARTS + 1), true);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Returns this place of a ticket's device for the account that entered its code. What
	 * happened to the account alone before is not sent to it.
	 * @param account how far the inbox of the account is known
	 * @return the place
	 */
	public Place of(Positions account) {
		return new Place(this.seen.orLater(account.personal()), this.begunAt, this.waiting, this.reminded,
				this.digestDay, this.unsent, this.rejected, this.exact);
	}

	Place remindedOf(List<String> names) {
		List<String> all = new ArrayList<>(this.reminded);
		names.stream().filter((name) -> !all.contains(name)).forEach(all::add);
		return new Place(this.seen, this.begunAt, this.waiting, all, this.digestDay, this.unsent, this.rejected,
				this.exact);
	}

	Place digestedOn(long day) {
		return new Place(this.seen, this.begunAt, this.waiting, this.reminded, day, this.unsent, this.rejected,
				this.exact);
	}

	Place upTo(Positions reached, Set<String> keys) {
		return new Place(reached, this.begunAt, keys, this.reminded, this.digestDay, this.unsent, this.rejected, true);
	}

	Place without(List<NewsItem> items) {
		return new Place(this.seen, this.begunAt, this.waiting, this.reminded, this.digestDay,
				this.unsent.with(items.stream()
					.map(NewsItem::happening)
					.filter((happening) -> happening instanceof Changed || happening instanceof Posted)
					.map(Happening::key)),
				this.rejected, this.exact);
	}

	/**
	 * Returns this place after the push service rejected messages.
	 * @param keys the keys of the items that they reported
	 * @return the place
	 */
	public Place rejecting(List<String> keys) {
		return keys.isEmpty() ? this : new Place(this.seen, this.begunAt, this.waiting, this.reminded, this.digestDay,
				this.unsent, this.rejected.with(keys.stream()), this.exact);
	}

	/**
	 * Returns whether the device was notified of an item.
	 * @param item a change or an announcement that concerns the person
	 * @param later the keys of the item and of later ones that one message reports
	 * together with it
	 * @return false if nothing was sent, or if it still waits
	 */
	public boolean reports(NewsItem item, Collection<String> later) {
		String key = item.happening().key();
		return hasPassed(item.happening()) && !item.happening().at().isBefore(this.begunAt)
				&& later.stream().noneMatch(this.waiting::contains) && !this.unsent.contains(key)
				&& !this.rejected.contains(key);
	}

	private boolean hasPassed(Happening happening) {
		return switch (happening) {
			case Changed changed -> this.seen.of(Positions.SCHEDULE) >= changed.change().revision();
			case Posted posted -> this.seen.of(Positions.BULLETINS) >= posted.bulletin().number();
			case Missed _, Seated _, Met _ -> false;
		};
	}

	/**
	 * Returns whether an item happened after the beginning.
	 */
	boolean isBefore(NewsItem item) {
		return this.exact || switch (item.happening()) {
			case Changed changed -> isBefore(item, Positions.SCHEDULE, changed.change().revision());
			case Posted posted -> isBefore(item, Positions.BULLETINS, posted.bulletin().number());
			case Missed _, Seated _, Met _ -> isBefore(item, "", 0);
		};
	}

	private boolean isBefore(NewsItem item, String source, int number) {
		long known = this.seen.of(source);
		return (known > 0) ? known < number : !item.since().isBefore(this.begunAt);
	}

	/**
	 * Returns the text to store.
	 * @return the text, at most some thousand characters
	 */
	@Override
	public String toString() {
		return String.join(SEPARATOR, this.seen.toString(), Long.toString(this.begunAt.toEpochMilli()),
				String.join(LIST_SEPARATOR, this.waiting), String.join(LIST_SEPARATOR, this.reminded),
				Long.toString(this.digestDay), String.join(LIST_SEPARATOR, this.unsent.texts()),
				String.join(LIST_SEPARATOR, this.rejected.texts()));
	}

	/** Returns whether the push service rejected the message about an item. */
	public boolean isRejected(NewsItem item) {
		return this.rejected.contains(item.happening().key());
	}

	/** Returns a part that earlier versions of the server do not write. */
	private static KeyRanges ranges(String[] parts, int index) {
		return (index < parts.length) ? KeyRanges.of(list(parts[index])) : KeyRanges.NONE;
	}

	private static List<String> list(String text) {
		return Stream.of(text.split(LIST_SEPARATOR)).filter((part) -> !part.isEmpty()).toList();
	}

	private static List<String> newest(List<String> all, int most) {
		return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
	}

}
