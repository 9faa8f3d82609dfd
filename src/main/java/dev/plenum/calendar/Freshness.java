package dev.plenum.calendar;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.schedule.LastChange;

/**
 * Computes when what an entry shows last changed. Both values of a {@link Stamp} are
 * maximums and sums of stored values that never decrease, so that they never decrease
 * either, also if an object is removed and created again.
 */
final class Freshness {

	/** The time of an entry that has not been written since times are stored. */
	private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

	/** The start of the numbers of seconds in sequences. */
	private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

	private final Programme programme;

	private final Map<String, LastChange> changes;

	Freshness(Programme programme) {
		this.programme = programme;
		this.changes = programme.schedule().lastChangeOfEach();
	}

	/**
	 * The state of a session's entry.
	 * @param session the session
	 * @param others when what the entry shows beside the session changed
	 */
	Stamp of(Session session, Stream<Instant> others) {
		LastChange change = this.changes.get(session.id());
		Stream<Instant> parts = Stream
			.concat(session.rooms().stream().map(Room::id), Stream.ofNullable(session.document().trackId()))
			.flatMap(this::changed);
		Stream<Instant> speakers = session.speakers()
			.stream()
			.map((speaker) -> this.programme.documents().speakers().get(speaker.speaker().id()))
			.flatMap(Stream::ofNullable)
			.flatMap((speaker) -> Stream.ofNullable(speaker.updatedAt()));
		return Stamp.of(session.version() + ((change != null) ? change.revision() : 0),
				Stream
					.of(Stream.ofNullable(session.document().updatedAt()),
							Stream.ofNullable(change).map(LastChange::at), parts, speakers, others, placeChanged())
					.flatMap(Function.identity()));
	}

	/**
	 * Returns when the event, including its venue, last changed.
	 */
	Stream<Instant> placeChanged() {
		return changed(EventDocument.FACTS);
	}

	private Stream<Instant> changed(String part) {
		return Stream.ofNullable(this.programme.documents().event().changed().get(part));
	}

	/**
	 * The values by which calendar apps recognise a newer entry.
	 *
	 * @param sequence increases with each change
	 * @param at when the entry last changed
	 */
	record Stamp(int sequence, Instant at) {

		static Stamp of(int revisions, Stream<Instant> times) {
			Instant at = times.max(Comparator.naturalOrder()).orElse(LONG_AGO);
			return new Stamp(revisions + (int) Math.max(0, at.getEpochSecond() - FIRST.getEpochSecond()), at);
		}

	}

}
