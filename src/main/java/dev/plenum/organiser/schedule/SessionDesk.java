package dev.plenum.organiser.schedule;

import java.time.InstantSource;
import java.util.Optional;

import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.organiser.ProgrammeWriter;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.ChangeContradicted;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.ScheduleChanged;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.SchedulePreviewed;
import dev.plenum.organiser.schedule.PutSessionPayload.SessionPut;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates and changes sessions. A new session is two writes: what it is about, then its
 * slot in the schedule. Nobody sees it before the second write, and a repeated request
 * completes what was interrupted.
 */
@Component
class SessionDesk {

	private final EventAccess access;

	private final CrewAccess crew;

	private final ProgrammeWriter writer;

	private final ScheduleDesk schedules;

	private final DraftDesk drafts;

	private final InstantSource clock;

	SessionDesk(EventAccess access, CrewAccess crew, ProgrammeWriter writer, ScheduleDesk schedules, DraftDesk drafts,
			InstantSource clock) {
		this.access = access;
		this.crew = crew;
		this.writer = writer;
		this.schedules = schedules;
		this.drafts = drafts;
		this.clock = clock;
	}

	Mono<PutSessionPayload> put(PutSessionInput input, Caller caller) {
		return accessible(input, caller).flatMap((programme) -> {
			String id = input.sessionId();
			Optional<Session> known = programme.forOrganisers().session(id);
			Keys.requireExisting(input.id(), known.isPresent(), "session");
			ProgrammeWriter.requireExpected(programme.documents().sessions().containsKey(id), input.expectedVersion());
			boolean scheduled = programme.schedule().slots().containsKey(id);
			boolean hidden = programme.schedule().drafts().hidden().containsKey(id);
			input.check(programme, !scheduled && !hidden);
			Check.that(!scheduled || !input.hides(this.clock.instant()),
					"This session is visible already. Cancel or remove it instead.", "visibleFrom");
			if (hidden && known.isPresent()) {
				return changeHidden(known.get(), input, programme);
			}
			return scheduled ? change(id, input) : create(id, input, programme);
		});
	}

	/** Stage managers change the remarks of sessions that are in the programme. */
	private Mono<Programme> accessible(PutSessionInput input, Caller caller) {
		return !input.isRemark() ? this.access.organisedEvent(input.eventId(), caller)
				: this.crew.crewedEvent(input.eventId(), CrewRole.STAGE, caller).doOnNext((programme) -> {
					if (!programme.event().isOrganisedBy(caller)) {
						programme.requireSession(input.sessionId());
					}
				});
	}

	private Mono<PutSessionPayload> changeHidden(Session hidden, PutSessionInput input, Programme programme) {
		Mono<PutSessionPayload> changed = change(hidden.id(), input).delayUntil(
				(_) -> input.fields().isEmpty() ? Mono.empty() : this.drafts.noteHidden(hidden.id(), programme));
		return input.visibleFrom().isOmitted() ? changed : changed
			.flatMap((_) -> place(hidden.id(), input.visibilityRequest(hidden, this.clock.instant()), programme));
	}

	private Mono<PutSessionPayload> change(String id, PutSessionInput input) {
		return this.writer.putSession(input.eventId(), id, input.expectedVersion(), input.fields()).map(SessionPut::of);
	}

	private Mono<PutSessionPayload> create(String id, PutSessionInput input, Programme programme) {
		ScheduleRequest request = input.scheduleRequest(programme, this.clock.instant());
		return this.schedules.clash(request, programme)
			.cast(PutSessionPayload.class)
			.switchIfEmpty(
					this.writer.beginSession(programme.id(), id, input.expectedVersion(), input.fields(), input::added)
						.then(place(id, request, programme)));
	}

	private Mono<PutSessionPayload> place(String id, ScheduleRequest request, Programme programme) {
		return Mono.defer(() -> this.schedules.change(request, programme)).map((changed) -> switch (changed) {
			case ScheduleChanged done ->
				SessionPut.of(done.event().programme().forOrganisers().session(id).orElseThrow());
			case ScheduleClash clash -> clash;
			case SchedulePreviewed _, ChangeContradicted _ ->
				throw new IllegalStateException("A session is neither previewed nor undone when it is put");
		});
	}

}
