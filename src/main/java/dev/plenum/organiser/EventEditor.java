package dev.plenum.organiser;

import java.util.List;
import java.util.Map;

import dev.plenum.organiser.PlaceInputs.PutRoomInput;
import dev.plenum.organiser.PlaceInputs.PutTrackInput;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.EventState;
import dev.plenum.programme.Events;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Makes and changes events, their rooms and their tracks: each change is one write of the
 * event's document, and is answered once the snapshot shows it.
 */
@Component
class EventEditor {

	private final Programmes programmes;

	private final EventAccess access;

	private final Events events;

	private final Schedules schedules;

	EventEditor(Programmes programmes, EventAccess access, Events events, Schedules schedules) {
		this.programmes = programmes;
		this.access = access;
		this.events = events;
		this.schedules = schedules;
	}

	Mono<Programme> put(PutEventInput input, Caller caller) {
		return this.access.visibleEvent(input.eventId(), caller)
			.hasElement()
			.flatMap((visible) -> visible ? change(input, caller) : make(input, caller));
	}

	Mono<Programme> setOrganisers(String eventId, List<String> subjects, Caller caller) {
		Check.each(subjects, (subject) -> !subject.isBlank(), "A subject is not empty.", "subjects");
		return this.access.organisedEvent(eventId, caller)
			.doOnNext((programme) -> requireAdministrator(caller))
			.flatMap((programme) -> write(eventId, new Fields().set("organiserSubjects", subjects)));
	}

	Mono<Programme> setState(String eventId, EventState state, Caller caller) {
		return this.access.organisedEventEvenIfArchived(eventId, caller)
			.flatMap((programme) -> (programme.event().state() == state) ? Mono.just(programme)
					: write(eventId, new Fields().set("state", state)));
	}

	Mono<Programme> putRoom(PutRoomInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			boolean isNew = programme.room(input.roomId()).isEmpty();
			Keys.requireExisting(input.id(), !isNew, "room");
			input.check(isNew);
			return write(input.eventId(), input.fields(isNew, programme.rooms().size()));
		});
	}

	Mono<Programme> removeRoom(String roomId, Caller caller) {
		return this.access.organisedEventContaining(roomId, caller).flatMap((programme) -> {
			requireUnused(programme.sessions()
				.stream()
				.filter((session) -> session.slot().roomIds().contains(roomId))
				.toList());
			return remove("rooms." + roomId, programme.room(roomId).isPresent(), programme);
		});
	}

	Mono<Programme> putTrack(PutTrackInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			boolean isNew = programme.track(input.trackId()).isEmpty();
			Keys.requireExisting(input.id(), !isNew, "track");
			input.check(isNew);
			return write(input.eventId(), input.fields(isNew, programme.tracks().size()));
		});
	}

	Mono<Programme> removeTrack(String trackId, Caller caller) {
		return this.access.organisedEventContaining(trackId, caller).flatMap((programme) -> {
			requireUnused(programme.sessions()
				.stream()
				.filter((session) -> trackId.equals(session.document().trackId()))
				.toList());
			return remove("tracks." + trackId, programme.track(trackId).isPresent(), programme);
		});
	}

	/**
	 * What was written is not there any more when it is to be shown.
	 */
	static Problem overtaken() {
		return Problem.of(ErrorCode.UNAVAILABLE,
				"Somebody else removed this at the same moment. Try again in a few seconds.");
	}

	static void requireUnused(List<Session> sessions) {
		if (!sessions.isEmpty()) {
			throw Problem.of(ErrorCode.CONFLICT, "%d sessions need it, '%s' among them. Change those first."
				.formatted(sessions.size(), sessions.getFirst().title().in(List.of())));
		}
	}

	private Mono<Programme> make(PutEventInput input, Caller caller) {
		caller.requireSubject();
		requireAdministrator(caller);
		input.check(null);
		return this.schedules.begin(Schedule.first(input.eventId(), Map.of()))
			.then(write(input.eventId(), input.fields()));
	}

	private Mono<Programme> change(PutEventInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			if (!input.organiserSubjects().isOmitted()) {
				requireAdministrator(caller);
			}
			input.check(programme.event());
			return write(input.eventId(), input.fields());
		});
	}

	private Mono<Programme> remove(String field, boolean isThere, Programme programme) {
		return isThere ? write(programme.id(), new Fields().set(field, null)) : Mono.just(programme);
	}

	private Mono<Programme> write(String eventId, Fields fields) {
		return this.events.put(eventId, fields).flatMap(this.programmes::known);
	}

	private static void requireAdministrator(Caller caller) {
		if (!caller.administrator()) {
			throw Problem.of(ErrorCode.FORBIDDEN, "Only an administrator may do that.");
		}
	}

}
