package dev.plenum.inbox;

import java.util.ArrayList;
import java.util.List;

import dev.plenum.agenda.AgendaDocument;
import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.agenda.AgendaDocument.Pick;
import dev.plenum.announcement.BulletinBoard;
import dev.plenum.announcement.Noticeboard;
import dev.plenum.inbox.NewsEntry.Basis;
import dev.plenum.inbox.Presence.Mark;
import dev.plenum.inbox.Presence.Reason;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatingBoard;

/**
 * Everything that an inbox is computed from, as this server knows it.
 *
 * @param programme the event
 * @param bulletins the event's bulletins
 * @param noticeboard the event's announcements
 * @param seats the event's seats
 * @param agenda the attendee's agenda
 */
record Known(Programme programme, BulletinBoard bulletins, Noticeboard noticeboard, SeatingBoard seats,
		AgendaDocument agenda) {

	/**
	 * Returns when a session was in the attendee's agenda, and why.
	 */
	List<Presence> presences(String sessionId) {
		List<Presence> presences = new ArrayList<>();
		addChosen(presences, sessionId);
		this.seats.seatOf(sessionId, this.agenda.subject()).ifPresent((held) -> presences.add(seat(held)));
		return presences;
	}

	Known with(AgendaDocument changed) {
		return new Known(this.programme, this.bulletins, this.noticeboard, this.seats, changed);
	}

	/**
	 * Returns what the attendee has read.
	 */
	NewsRead read() {
		return NewsRead.of(this.agenda.newsRead());
	}

	private void addChosen(List<Presence> presences, String sessionId) {
		List<Presence> open = new ArrayList<>();
		if (this.programme.session(sessionId).filter(Session::forEverybody).isPresent()) {
			open.add(new Presence(Reason.EVERYBODY, Basis.ALWAYS, null, null));
		}
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

	private static Presence seat(HeldSeat held) {
		return new Presence(held.isBooked() ? Reason.SEAT : Reason.WAITING, Basis.ALWAYS,
				new Mark(null, null, held.since()), null);
	}

}
