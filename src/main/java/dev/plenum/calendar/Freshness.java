package dev.plenum.calendar;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plenum.programme.EventDocument;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.SessionSpeaker;
import dev.plenum.schedule.Schedule.LastChange;
import org.jspecify.annotations.Nullable;

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
	Stamp of(Session session, Stream<@Nullable Instant> others) {
		LastChange change = this.changes.get(session.id());
		Map<String, Instant> parts = this.programme.documents().event().changed();
		Stream<@Nullable Instant> times = Stream.of(session.document().updatedAt(),
				(change != null) ? change.at() : null,
				(session.document().trackId() != null) ? parts.get(session.document().trackId()) : null);
		Stream<@Nullable Instant> rooms = session.rooms().stream().map(Room::id).map(parts::get);
		Stream<@Nullable Instant> speakers = session.speakers().stream().map(SessionSpeaker::speaker)
			.map((speaker) -> this.programme.documents().speakers().get(speaker.id()))
			.map((speaker) -> (speaker != null) ? speaker.updatedAt() : null);
		return Stamp.of(session.version() + ((change != null) ? change.revision() : 0),
				Stream.of(times, rooms, speakers, others, Stream.ofNullable(placeChanged())).flatMap((all) -> all));
	}

	/**
	 * Returns when the event, including its venue, last changed.
	 */
	@Nullable Instant placeChanged() {
		return this.programme.documents().event().changed().get(EventDocument.FACTS);
	}

	/**
	 * The values by which calendar apps recognise a newer entry.
	 *
	 * @param sequence increases with each change
	 * @param at when the entry last changed
	 */
	record Stamp(int sequence, Instant at) {

		static Stamp of(int revisions, Stream<@Nullable Instant> times) {
			Instant at = times.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(LONG_AGO);
			return new Stamp(revisions + (int) Math.max(0, at.getEpochSecond() - FIRST.getEpochSecond()), at);
		}

	}

}
