package dev.plenum.agenda;

import java.util.List;
import java.util.function.Function;

import dev.plenum.announcement.Noticeboards;
import dev.plenum.live.PersonalProgramme;
import dev.plenum.live.ScheduleChanges;
import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Positioned;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.LinkedAccounts;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
import dev.plenum.seating.SeatingBoards;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
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

	private final LinkedAccounts links;

	LiveAgendaController(Programmes programmes, EventAccess access, SeatingBoards boards, MeetingBoards meetings,
			Noticeboards noticeboards, ScheduleChanges schedules, LiveAgendas agendas, LinkedAccounts links) {
		this.programmes = programmes;
		this.access = access;
		this.boards = boards;
		this.meetings = meetings;
		this.noticeboards = noticeboards;
		this.schedules = schedules;
		this.agendas = agendas;
		this.links = links;
	}

	@SubscriptionMapping
	Flux<AgendaChange> myAgendaChanged(@Argument String eventId, @ContextValue Caller caller, GraphQLContext context) {
		caller.requireSubject();
		Flux<Positioned<AgendaChange>> steps = this.access.requiredEvent(eventId, caller)
			.flatMapMany((programme) -> tracker(programme, AgendaOwner.of(programme.id(), caller), !caller.isLinked(),
					Resume.position(context))
				.flatMapMany((tracker) -> steps(tracker, programme, caller)));
		return Broadcast.resumable(context, this.links.whileUnlinked(caller, steps), Positioned::position)
			.map(Positioned::step);
	}

	@Override
	public Flux<PublishedChange> only(Flux<PublishedChange> changes, String eventId, String subject) {
		AgendaOwner owner = new AgendaOwner(eventId, subject, null);
		return changes
			.concatMap((change) -> Mono.zip(this.agendas.get(owner), this.boards.of(eventId).get(),
					(kept, board) -> new AgendaTracker(kept, board, List.of(), List.of(), 0).changes(change)
						.stream()
						.map((mine) -> change)),
					1)
			.concatMapIterable((mine) -> mine.toList(), 1)
			.takeUntilOther(this.agendas.follow(owner).ignoreElements());
	}

	/**
	 * Creates the state that a subscriber knows.
	 * @param reached the position before a reconnect; null for none
	 * @return the state; fails with {@link ErrorCode#RESYNC_REQUIRED} if more than the
	 * schedule has changed since the position
	 */
	private Mono<AgendaTracker> tracker(Programme programme, AgendaOwner owner, boolean hosting,
			@Nullable String reached) {
		Integer revision = (reached != null) ? AgendaTracker.revision(reached) : null;
		return Mono
			.zip(this.agendas.get(owner), this.boards.of(programme.id()).get(),
					this.meetings.of(programme, owner.subject(), hosting), this.noticeboards.of(programme.id()).get())
			.map((known) -> new AgendaTracker(known.getT1(), known.getT2(), known.getT3(), known.getT4().newestFirst(),
					(revision != null) ? revision : programme.schedule().revision()))
			.doOnNext((tracker) -> {
				if (reached != null && !reached.equals(tracker.position())) {
					throw Problem.of(ErrorCode.RESYNC_REQUIRED,
							"Changes since then are not kept. Read the agenda and subscribe again.");
				}
			});
	}

	private Flux<Positioned<AgendaChange>> steps(AgendaTracker tracker, Programme programme, Caller caller) {
		String id = programme.id();
		AgendaOwner owner = AgendaOwner.of(id, caller);
		return Flux
			.<Function<Programme, List<AgendaChange>>>merge(1,
					this.agendas.follow(owner).map((kept) -> (newest) -> tracker.changes(kept, newest)),
					this.boards.of(id).follow().map((board) -> (newest) -> tracker.changes(board, newest)),
					this.meetings.follow(programme, owner.subject(), !caller.isLinked())
						.map((met) -> (newest) -> tracker.changes(met, newest)),
					this.schedules.of(programme, tracker.revision(), null, caller)
						.map((change) -> (_) -> tracker.changes(change)),
					this.noticeboards.of(id).follow().map((board) -> (newest) -> tracker.changes(board, newest)))
			.concatMap((news) -> this.programmes.live(id).get().map(news), 1)
			.concatMapIterable((changes) -> Positioned.all(changes, tracker::position), 1);
	}

}
