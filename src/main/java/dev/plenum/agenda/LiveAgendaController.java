package dev.plenum.agenda;

import java.util.List;
import java.util.function.BiFunction;

import dev.plenum.announcement.Announcement;
import dev.plenum.announcement.Noticeboards;
import dev.plenum.live.PersonalProgramme;
import dev.plenum.live.ScheduleChanges;
import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
import dev.plenum.seating.SeatingBoards;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * The subscription to the changes of the caller's own agenda.
 */
@Controller
class LiveAgendaController implements PersonalProgramme {

	private final Programmes programmes;

	private final EventAccess access;

	private final SeatingBoards boards;

	private final MeetingBoards meetings;

	private final Noticeboards noticeboards;

	private final ScheduleChanges schedules;

	private final LiveAgendas agendas;

	LiveAgendaController(Programmes programmes, EventAccess access, SeatingBoards boards, MeetingBoards meetings,
			Noticeboards noticeboards, ScheduleChanges schedules, LiveAgendas agendas) {
		this.programmes = programmes;
		this.access = access;
		this.boards = boards;
		this.meetings = meetings;
		this.noticeboards = noticeboards;
		this.schedules = schedules;
		this.agendas = agendas;
	}

	@SubscriptionMapping
	Flux<AgendaChange> myAgendaChanged(@Argument String eventId, @ContextValue Caller caller) {
		caller.requireSubject();
		return this.access.requiredEvent(eventId, caller)
			.flatMapMany((programme) -> changes(programme, AgendaOwner.of(programme.id(), caller), caller));
	}

	@Override
	public Flux<PublishedChange> only(Flux<PublishedChange> changes, String eventId, String subject) {
		AgendaOwner owner = new AgendaOwner(eventId, subject, null);
		return changes
			.concatMap((change) -> Mono.zip(this.agendas.get(owner), this.boards.of(eventId).get(), (kept,
					board) -> new AgendaTracker(kept, board, List.of()).changes(change).stream().map((mine) -> change)),
					1)
			.concatMapIterable((mine) -> mine.toList(), 1)
			.takeUntilOther(this.agendas.follow(owner).ignoreElements());
	}

	private Flux<AgendaChange> changes(Programme programme, AgendaOwner owner, Caller caller) {
		return Mono
			.zip(this.agendas.get(owner), this.boards.of(programme.id()).get(),
					this.meetings.of(programme, owner.subject()))
			.map((known) -> new AgendaTracker(known.getT1(), known.getT2(), known.getT3()))
			.flatMapMany(
					(tracker) -> Flux
						.<BiFunction<AgendaTracker, Programme, List<AgendaChange>>>merge(1,
								this.agendas.follow(owner).map((kept) -> (one, newest) -> one.changes(kept, newest)),
								this.boards.of(programme.id())
									.follow()
									.map((board) -> (one, newest) -> one.changes(board, newest)),
								this.meetings.follow(programme, owner.subject())
									.map((met) -> (one, newest) -> one.changes(met, newest)),
								this.schedules
									.of(programme, null, null, caller)
									.map((change) -> (one, newest) -> one.changes(change)),
								this.noticeboards.news(programme.id())
									.map((announced) -> (one, newest) -> one
										.changes(new Announcement(newest, announced))))
						.concatMap((news) -> this.programmes.live(programme.id())
							.get()
							.map((newest) -> news.apply(tracker, newest)), 1)
						.concatMapIterable((changes) -> changes, 1));
	}

}
