package dev.plenum.organiser;

import java.util.List;
import java.util.Objects;

import dev.plenum.organiser.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.organiser.PlaceInputs.PutSpeakerInput;
import dev.plenum.organiser.PutSessionPayload.SessionPut;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.programme.Sessions;
import dev.plenum.programme.Speaker;
import dev.plenum.programme.Speakers;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Slot;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Makes and changes sessions and speakers. What a new session is gets written first and
 * its slot second; until the schedule has the slot nobody sees the session, and asking
 * again finishes what was interrupted.
 */
@Component
class SessionEditor {

	private final Programmes programmes;

	private final EventAccess access;

	private final Sessions sessions;

	private final Speakers speakers;

	private final ScheduleDesk desk;

	SessionEditor(Programmes programmes, EventAccess access, Sessions sessions, Speakers speakers, ScheduleDesk desk) {
		this.programmes = programmes;
		this.access = access;
		this.sessions = sessions;
		this.speakers = speakers;
		this.desk = desk;
	}

	Mono<PutSessionPayload> put(PutSessionInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			String id = input.sessionId();
			boolean isNew = !programme.schedule().slots().containsKey(id);
			Keys.requireExisting(input.id(), programme.session(id).isPresent(), "session");
			input.check(programme, isNew);
			return isNew ? make(id, input, programme) : change(id, input).map(SessionPut::new);
		});
	}

	Mono<Speaker> put(PutSpeakerInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			String id = input.speakerId();
			boolean isNew = programme.speaker(id).isEmpty();
			Keys.requireExisting(input.id(), !isNew, "speaker");
			input.check(isNew);
			return this.speakers.put(id, input.fields())
				.flatMap((written) -> this.programmes.live(programme.id()).when((shown) -> shown.shows(written)))
				.flatMap((shown) -> Mono.justOrEmpty(shown.speaker(id)))
				.switchIfEmpty(Mono.error(EventEditor::overtaken));
		});
	}

	Mono<Programme> removeSpeaker(String speakerId, Caller caller) {
		return this.access.organisedEventContaining(speakerId, caller).flatMap((programme) -> {
			programme.speaker(speakerId).map(Speaker::sessions).ifPresent(EventEditor::requireUnused);
			return this.speakers.remove(speakerId)
				.then(this.programmes.live(programme.id()).when((shown) -> shown.speaker(speakerId).isEmpty()));
		});
	}

	private Mono<PutSessionPayload> make(String id, PutSessionInput input, Programme programme) {
		Slot slot = Objects.requireNonNull(input.slot()).slot();
		ScheduleWish wish = new ScheduleWish(List.of(new ScheduleEdit.Add(id, slot)),
				Boolean.TRUE.equals(input.force()), null, null);
		Session proposed = programme.proposed(input.proposal(id), slot);
		return this.desk.consider(wish, programme).flatMap((outcome) -> switch (outcome) {
			case ScheduleOutcome.Invalid fault -> throw problem(fault);
			case ScheduleOutcome.Clashed clashed -> Mono.just(clash(programme, clashed.clashes(), proposed));
			case ScheduleOutcome.Changed changed -> this.sessions.put(id, input.fields())
				.then(this.desk.grant(wish, programme))
				.flatMap((answer) -> switch (answer) {
					case ScheduleAnswer.Done done -> shown(id, done.programme()).map(SessionPut::new);
					case ScheduleAnswer.Clashes clashes ->
						Mono.just(clash(clashes.programme(), clashes.clashes(), proposed));
					case ScheduleAnswer.Refused refused -> throw problem(refused.fault());
					case ScheduleAnswer.Conflict conflict -> throw Problem.of(ErrorCode.CONFLICT,
							"The schedule is being changed by many at once. Send it again.");
				});
		});
	}

	private Mono<Session> change(String id, PutSessionInput input) {
		return this.sessions.put(id, input.fields())
			.flatMap((written) -> this.programmes.live(input.eventId()).when((shown) -> shown.shows(written)))
			.flatMap((shown) -> shown(id, shown));
	}

	private static Mono<Session> shown(String id, Programme programme) {
		return Mono.justOrEmpty(programme.session(id)).switchIfEmpty(Mono.error(EventEditor::overtaken));
	}

	private static PutSessionPayload clash(Programme programme, List<Clash> clashes, Session proposed) {
		return ScheduleClash.of(programme, clashes,
				(id) -> id.equals(proposed.id()) ? proposed : programme.session(id).orElseThrow());
	}

	private static Problem problem(ScheduleOutcome.Invalid fault) {
		return Problem.badInput(fault.message(), "input", "slot", fault.field());
	}

}
