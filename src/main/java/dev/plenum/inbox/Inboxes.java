package dev.plenum.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaDocument;
import dev.plenum.agenda.AgendaOwner;
import dev.plenum.agenda.LiveAgendas;
import dev.plenum.announcement.BulletinBoards;
import dev.plenum.announcement.Noticeboards;
import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.Present;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.seating.SeatingBoards;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads from memory what the callers' inboxes are computed from.
 */
@Component
public class Inboxes {

	private final Programmes programmes;

	private final BulletinBoards bulletins;

	private final Noticeboards noticeboards;

	private final SeatingBoards seats;

	private final MeetingBoards meetings;

	private final LiveAgendas agendas;

	Inboxes(Programmes programmes, BulletinBoards bulletins, Noticeboards noticeboards, SeatingBoards seats,
			MeetingBoards meetings, LiveAgendas agendas) {
		this.programmes = programmes;
		this.bulletins = bulletins;
		this.noticeboards = noticeboards;
		this.seats = seats;
		this.meetings = meetings;
		this.agendas = agendas;
	}

	/**
	 * Returns what a person's inbox is computed from.
	 * @param programme the event
	 * @param subject the person
	 * @param hosting whether meetings that the person hosts are included; not for the
	 * holder of the person's ticket
	 * @return what this server knows
	 */
	public Mono<Known> of(Programme programme, String subject, boolean hosting) {
		return of(programme, new AgendaOwner(programme.id(), subject, null), hosting);
	}

	/**
	 * Returns what the caller's inbox is computed from. The bulletins are read before the
	 * announcements, so that every announcement that a bulletin reports is there.
	 */
	Mono<Known> of(Programme programme, Caller caller) {
		return of(programme, AgendaOwner.of(programme.id(), caller), !caller.isLinked());
	}

	/**
	 * Returns the inboxes of everybody at an event, without what happened to their
	 * meetings.
	 * @param programme the event
	 * @param others people who may have neither an agenda nor a seat
	 * @return the inboxes, by the person's subject
	 */
	public Mono<Map<String, Inbox>> ofEverybody(Programme programme, Collection<String> others) {
		String id = programme.id();
		return this.bulletins.of(id)
			.get()
			.flatMap((posted) -> Mono.zip(this.noticeboards.of(id).get(), this.seats.of(id).get())
				.flatMap((boards) -> this.agendas
					.everybodys(id, Stream.concat(others.stream(), boards.getT2().people()).collect(Collectors.toSet()))
					.collectMap(AgendaDocument::subject, (agenda) -> new Inbox(
							new Known(programme, posted, boards.getT1(), boards.getT2(), List.of(), agenda)))));
	}

	private Mono<Known> of(Programme programme, AgendaOwner owner, boolean hosting) {
		String id = programme.id();
		return this.bulletins.of(id)
			.get()
			.flatMap((posted) -> Mono
				.zip(this.noticeboards.of(id).get(), this.seats.of(id).get(),
						this.meetings.news(programme, owner.subject(), hosting), this.agendas.get(owner))
				.map((all) -> new Known(programme, posted, all.getT1(), all.getT2(), all.getT3(), all.getT4())));
	}

	/**
	 * Lets the ends of sessions be noticed, in the background: no query depends on a
	 * write.
	 * @param present the present of the query, whose answer changes at the next end
	 */
	void noticeEnds(Programme programme, Present present) {
		present.between(programme.sessions().stream().map((session) -> session.slot().endsAt()));
		this.bulletins.look(programme.id());
	}

	/**
	 * Returns what the caller's inbox is computed from, now and after each change that
	 * can concern the caller, without end.
	 */
	Flux<Known> follow(Programme event, Caller caller) {
		String eventId = event.id();
		String subject = caller.requireSubject();
		return Flux
			.merge(1,
					this.programmes.live(eventId)
						.follow()
						.distinctUntilChanged((programme) -> List.of(programme.schedule().revision(),
								programme.documents().event().version())),
					this.bulletins.follow(eventId), this.noticeboards.of(eventId).follow(),
					this.seats.of(eventId)
						.follow()
						.map((board) -> List.of(Set.copyOf(board.seatsOf(subject)), board.itemsOf(subject)))
						.distinctUntilChanged(),
					this.meetings.followNews(event, subject, !caller.isLinked()).distinctUntilChanged(),
					this.agendas.follow(AgendaOwner.of(eventId, caller)))
			.onBackpressureLatest()
			.concatMap((_) -> this.programmes.live(eventId).get().flatMap((programme) -> of(programme, caller)), 1);
	}

}
