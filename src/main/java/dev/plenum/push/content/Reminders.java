package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.plenum.platform.Sha256;

/**
 * Decides which reminders are due. There is one for all that starts at the same moment.
 * It is sent once, also if a session is moved away and back, and if a clock is corrected.
 *
 * @param lead how long before the start a reminder is sent
 * @param begunAt since when the device receives the event. If a corrected clock has not
 * reached this moment again, it counts as past
 * @param reminded the names of what was reminded of before
 * @param now the present
 */
record Reminders(Duration lead, Instant begunAt, Collection<String> reminded, Instant now) {

	private static final int NAME_LENGTH = 8;

	/**
	 * A reminder can be this late because a session was elsewhere for a moment.
	 */
	private static final Duration GRACE = Duration.ofMinutes(1);

	/**
	 * Something that starts.
	 *
	 * @param <T> the type of what starts
	 * @param what what starts
	 * @param id its id
	 * @param startsAt when it starts
	 * @param since since when the person is to be there at this moment
	 */
	record Start<T>(T what, String id, Instant startsAt, Instant since) {

		/**
		 * Returns a short name for the thing and its start.
		 */
		String name() {
			byte[] hash = Sha256.of(this.id + '@' + this.startsAt.getEpochSecond());
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, NAME_LENGTH);
		}

	}

	/**
	 * All that starts at one moment.
	 *
	 * @param <T> the type of what starts
	 * @param startsAt the moment
	 * @param all all that starts then
	 * @param names the names of those of which the person was not reminded
	 */
	record Group<T>(Instant startsAt, List<T> all, List<String> names) {
	}

	/**
	 * Groups what starts by its start. What starts first is considered, and only as much
	 * as a place remembers: otherwise a reminder would be forgotten before the start, and
	 * sent again.
	 * @param starts what starts in the next time
	 * @return the groups of which a reminder can be sent now or later, by start
	 */
	<T> List<Group<T>> groups(List<Start<T>> starts) {
		Map<Instant, List<Start<T>>> byStart = new TreeMap<>();
		starts.stream()
			.filter((start) -> start.startsAt().isAfter(this.now))
			.sorted(Comparator.<Start<T>, Instant>comparing(Start::startsAt).thenComparing(Start::id))
			.limit(Place.MOST_REMINDED)
			.forEach((start) -> byStart.computeIfAbsent(start.startsAt(), (any) -> new ArrayList<>()).add(start));
		return byStart.entrySet()
			.stream()
			.map((group) -> new Group<>(group.getKey(), group.getValue().stream().map(Start::what).toList(),
					group.getValue().stream().filter(this::isOpen).map(Start::name).toList()))
			.filter((group) -> !group.names().isEmpty())
			.toList();
	}

	/**
	 * Returns when a reminder is due.
	 */
	Instant dueAt(Instant startsAt) {
		return startsAt.minus(this.lead);
	}

	/**
	 * Returns whether a reminder must still be sent. It is too late for one if its moment
	 * had passed when the person was to be there: the person has just chosen that, or is
	 * notified of the move.
	 */
	private boolean isOpen(Start<?> start) {
		Instant due = dueAt(start.startsAt());
		return !this.reminded.contains(start.name()) && !isPast(start.since(), due.plus(GRACE))
				&& !isPast(this.begunAt, due);
	}

	private boolean isPast(Instant moment, Instant due) {
		return !moment.isAfter(this.now) && !due.isAfter(moment);
	}

}
