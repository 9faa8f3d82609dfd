package dev.plenum.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.agenda.AgendaDocument;
import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.agenda.AgendaDocument.Pick;
import dev.plenum.announcement.BulletinBoard;
import dev.plenum.announcement.Noticeboard;
import dev.plenum.inbox.NewsEntry.Basis;
import dev.plenum.inbox.Presence.Mark;
import dev.plenum.inbox.Presence.Reason;
import dev.plenum.meeting.MeetingBoards.ExhibitorNews;
import dev.plenum.programme.Programme;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.Place;
import dev.plenum.seating.SeatItem;
import dev.plenum.seating.SeatingBoard;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Everything that an inbox is computed from, as this server knows it.
 *
 * @param programme the event
 * @param bulletins the event's bulletins
 * @param noticeboard the event's announcements
 * @param seats the event's seats
 * @param meetings what happened to the attendee's meetings
 * @param agenda the attendee's agenda
 * @param newsRead what the attendee has read, which is parsed when it is needed first
 */
public record Known(Programme programme, BulletinBoard bulletins, Noticeboard noticeboard, SeatingBoard seats,
		List<ExhibitorNews> meetings, AgendaDocument agenda, SingletonSupplier<NewsRead> newsRead) {

	Known(Programme programme, BulletinBoard bulletins, Noticeboard noticeboard, SeatingBoard seats,
			List<ExhibitorNews> meetings, AgendaDocument agenda) {
		this(programme, bulletins, noticeboard, seats, meetings, agenda,
				SingletonSupplier.of(() -> NewsRead.of(agenda.newsRead())));
	}

	/**
	 * Returns when a session was in the attendee's agenda, and why. Those for everybody
	 * count only while it was for everybody.
	 * @param items what happened to the attendee's seat at the session
	 */
	List<Presence> presences(String sessionId, List<SeatItem> items) {
		List<Presence> presences = new ArrayList<>();
		addChosen(presences, sessionId);
		items.stream().filter((item) -> item.kind().isEnd()).forEach((item) -> presences.add(former(sessionId, item)));
		this.seats.seatOf(sessionId, this.agenda.subject()).ifPresent((held) -> addHeld(presences, held, items));
		return presences;
	}

	Known with(AgendaDocument changed) {
		return new Known(this.programme, this.bulletins, this.noticeboard, this.seats, this.meetings, changed);
	}

	/**
	 * Returns what happened to the attendee's seats, by session.
	 */
	Map<String, List<SeatItem>> seatItems() {
		return this.seats.itemsOf(this.agenda.subject());
	}

	/**
	 * Returns what the attendee has read.
	 */
	NewsRead read() {
		return this.newsRead.obtain();
	}

	private void addChosen(List<Presence> presences, String sessionId) {
		List<Presence> open = new ArrayList<>();
		open.add(new Presence(Reason.EVERYBODY, Basis.ALWAYS, null, null));
		Pick pick = this.agenda.picks().get(sessionId);
		for (Decision decision : (pick != null) ? pick.history() : List.<Decision>of()) {
			Mark mark = new Mark(decision.revision(), decision.bulletin(), decision.at());
			if (!decision.picked()) {
				open.forEach((presence) -> presences.add(presence.until(mark)));
				open.clear();
			}
			else if (open.stream().noneMatch((presence) -> presence.reason() == Reason.ADDED)) {
				open.add(new Presence(Reason.ADDED,
						new Basis(new Step(Positions.AGENDA, decision.number()), decision.at()), mark, null));
			}
		}
		presences.addAll(open);
	}

	/**
	 * Adds a seat or a place on the waiting list. A seat that was given to the first on
	 * the waiting list is preceded by the time on that list.
	 */
	private static void addHeld(List<Presence> presences, HeldSeat held, List<SeatItem> items) {
		Place place = held.place();
		Mark from = new Mark(place.revision(), place.bulletin(), place.since());
		Basis basis = basis(held.sessionId(), place.number());
		Optional<Mark> promoted = items.stream()
			.filter((item) -> item.kind() == SeatItem.Kind.PROMOTED && item.at().equals(place.since()))
			.findFirst()
			.map((item) -> new Mark(item.revision(), item.bulletin(), item.at()));
		if (held.isBooked() && promoted.isPresent()) {
			presences.add(new Presence(Reason.WAITING, basis, from, promoted.get()));
			presences.add(new Presence(Reason.SEAT, basis, promoted.get(), null));
		}
		else {
			presences.add(new Presence(held.isBooked() ? Reason.SEAT : Reason.WAITING, basis, from, null));
		}
	}

	private static Presence former(String sessionId, SeatItem item) {
		Reason reason = (item.kind() == SeatItem.Kind.OFFER_LOST) ? Reason.WAITING : Reason.SEAT;
		return new Presence(reason, basis(sessionId, item.fromNumber()),
				new Mark(item.from(), item.fromBulletin(), item.at()),
				new Mark(item.revision(), item.bulletin(), item.at()));
	}

	/**
	 * Returns the booking by which a session began to concern the attendee. That of an
	 * earlier version of the server is known everywhere. When a place was booked is not
	 * kept after it became a seat, so that items about it keep the time of what happened.
	 */
	private static Basis basis(String sessionId, @Nullable Long number) {
		return (number != null) ? new Basis(new Step(Positions.bookings(sessionId), number), Instant.EPOCH)
				: Basis.ALWAYS;
	}

}
