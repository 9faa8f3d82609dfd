package dev.plenum.push;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaDocument;
import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.inbox.Known;
import dev.plenum.meeting.Meeting;
import dev.plenum.seating.Place;
import dev.plenum.seating.SeatItem;
import org.jspecify.annotations.Nullable;

/**
 * How a person began to take part in an event: by the first pick, seat, favourite, note
 * or meeting, or as a participant. What was removed since counts, too.
 */
final class Engagement {

	private Engagement() {
	}

	/**
	 * Finds since when a person takes part in an event.
	 * @param known what is known of the person
	 * @param meetings the person's meetings
	 * @param participantSince since when the person is a participant; null if they are
	 * none
	 * @return the beginning; empty if the person does not take part
	 */
	static Optional<Since> of(Known known, List<Meeting> meetings, @Nullable Instant participantSince) {
		AgendaDocument agenda = known.agenda();
		return Stream.of(agenda.picks().values().stream().map((pick) -> of(pick.history().getFirst())),
				known.seats().seatsOf(agenda.subject()).stream().map((seat) -> of(seat.place())),
				known.seats().itemsOf(agenda.subject()).values().stream().map((items) -> of(items.getFirst())),
				agenda.favourites().values().stream().map(Since::at), agenda.notedAt().values().stream().map(Since::at),
				meetings.stream().map((meeting) -> Since.at(meeting.entry().requestedAt())),
				Stream.ofNullable(participantSince).map(Since::at),
				Stream.ofNullable(agenda.takesPartSince()).map(Since::at))
			.flatMap((some) -> some)
			.min(Comparator.comparing(Since::at))
			.or(() -> (agenda.exhibitorNotes().isEmpty() && agenda.notes().isEmpty()) ? Optional.empty()
					: Optional.of(Since.at(Instant.EPOCH)));
	}

	private static Since of(Decision decision) {
		return new Since(decision.at(), decision.revision(), decision.bulletin());
	}

	private static Since of(Place place) {
		return new Since(place.since(), place.revision(), place.bulletin());
	}

	private static Since of(SeatItem item) {
		return new Since(item.at(), (item.from() != null) ? item.from() : Integer.valueOf(item.revision()),
				(item.fromBulletin() != null) ? item.fromBulletin() : item.bulletin());
	}

}
