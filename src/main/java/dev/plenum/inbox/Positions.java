package dev.plenum.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How far an inbox is known: one number for each source, never a time. A source is the
 * schedule, the bulletins, the agenda, or a document with news for single people.
 *
 * @param bySource the number of the last known step of each source; sources without a
 * known step are missing
 */
public record Positions(Map<String, Long> bySource) {

	/** The source of the changes of the schedule, numbered by revisions. */
	public static final String SCHEDULE = "r";

	/** The source of the bulletins. */
	public static final String BULLETINS = "b";

	static final String AGENDA = "a";

	private static final Pattern FORM = Pattern.compile("(\\w+\\.\\d{1,18}(~\\w+\\.\\d{1,18})*)?");

	public Positions {
		bySource = bySource.entrySet()
			.stream()
			.filter((position) -> position.getValue() > 0)
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Returns positions in the sources that concern all attendees.
	 * @param revision the revision of the schedule; null if it is not known
	 * @param bulletin the number of the newest bulletin; null if it is not known
	 * @return the positions, without those of other sources
	 */
	public static Positions of(@Nullable Integer revision, @Nullable Integer bulletin) {
		return new Positions(Map.of(SCHEDULE, (revision != null) ? revision.longValue() : 0, BULLETINS,
				(bulletin != null) ? bulletin.longValue() : 0));
	}

	/**
	 * Returns the source of what happened to the seats of a session.
	 */
	static String seats(String sessionId) {
		return 's' + document(sessionId);
	}

	/**
	 * Returns the source of the bookings of a session, which are numbered by the versions
	 * of the document.
	 */
	static String bookings(String sessionId) {
		return 'v' + document(sessionId);
	}

	/**
	 * Returns the source of what happened to the meetings of an exhibitor.
	 */
	static String meetings(String exhibitorId) {
		return 'm' + document(exhibitorId);
	}

	/**
	 * Returns the part of an id that identifies its object within the event.
	 */
	static String document(String id) {
		return id.substring(id.lastIndexOf('_') + 1);
	}

	/**
	 * Reads positions.
	 * @param text any text
	 * @return the positions; null if the text contains none
	 */
	public static @Nullable Positions parse(String text) {
		if (!FORM.matcher(text).matches()) {
			return null;
		}
		return new Positions(Stream.of(text.split("~"))
			.filter((part) -> !part.isEmpty())
			.map((part) -> part.split("\\."))
			.collect(Collectors.toMap((part) -> part[0], (part) -> Long.valueOf(part[1]), Math::max)));
	}

	/**
	 * Returns the position in a source.
	 * @param source the source
	 * @return the number of the last known step; 0 if none is known
	 */
	public long of(String source) {
		return Objects.requireNonNullElse(this.bySource.get(source), 0L);
	}

	boolean reach(Step step) {
		return step.number() <= of(step.source());
	}

	boolean reach(Positions other) {
		return other.bySource.entrySet().stream().allMatch((position) -> of(position.getKey()) >= position.getValue());
	}

	/**
	 * Returns whether these are the positions of a server that does not lag behind
	 * others. A source that is missing here was deleted.
	 */
	boolean include(Positions others) {
		return this.bySource.entrySet()
			.stream()
			.allMatch((position) -> position.getValue() >= others.of(position.getKey()));
	}

	/**
	 * Returns the later position for each source.
	 * @param other other positions
	 * @return the positions
	 */
	public Positions orLater(Positions other) {
		Map<String, Long> later = new HashMap<>(this.bySource);
		other.bySource.forEach((source, number) -> later.merge(source, number, Math::max));
		return new Positions(later);
	}

	/**
	 * Returns the positions in the sources that do not concern all attendees.
	 * @return the positions
	 */
	public Positions personal() {
		Map<String, Long> personal = new HashMap<>(this.bySource);
		personal.keySet().removeAll(List.of(SCHEDULE, BULLETINS));
		return new Positions(personal);
	}

	@Override
	public String toString() {
		return new TreeMap<>(this.bySource).entrySet()
			.stream()
			.map((position) -> position.getKey() + '.' + position.getValue())
			.collect(Collectors.joining("~"));
	}

}
