package dev.plenum.organiser;

import java.util.function.BiFunction;

import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.removal.Removals;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Track;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates, changes and removes rooms and tracks, which are parts of the event's document.
 */
@Component
class RoomDesk {

	private final EventAccess access;

	private final ProgrammeWriter writer;

	private final Withdrawal withdrawal;

	private final Removals removals;

	RoomDesk(EventAccess access, ProgrammeWriter writer, Withdrawal withdrawal, Removals removals) {
		this.access = access;
		this.writer = writer;
		this.withdrawal = withdrawal;
		this.removals = removals;
	}

	Mono<Room> put(PutRoomInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			String id = input.roomId();
			boolean exists = programme.room(id).isPresent();
			Keys.requireExisting(input.id(), exists, "room");
			ProgrammeWriter.requireExpected(exists, input.expectedVersion());
			input.check(!exists);
			return (exists ? Mono.empty() : this.withdrawal.undo(programme, id))
				.then(this.writer.putPart(programme, PutRoomInput.path(id), input.expectedVersion(),
						input.fields(!exists, programme.rooms().size()), (shown) -> shown.room(id)));
		});
	}

	Mono<Event> removeRoom(String id, @Nullable String requestId, Caller caller) {
		return removed(id, requestId, caller, this::removeRoom);
	}

	private Mono<Void> removeRoom(Programme programme, String id) {
		return programme.room(id).isPresent()
				? this.withdrawal.remove(programme, id, () -> this.writer.removePart(programme, PutRoomInput.path(id)))
				: Mono.empty();
	}

	Mono<Track> put(PutTrackInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			String id = input.trackId();
			boolean exists = programme.track(id).isPresent();
			Keys.requireExisting(input.id(), exists, "track");
			ProgrammeWriter.requireExpected(exists, input.expectedVersion());
			input.check(!exists);
			return (exists ? Mono.empty() : this.writer.clearTrack(programme, id))
				.then(this.writer.putPart(programme, PutTrackInput.path(id), input.expectedVersion(),
						input.fields(!exists, programme.tracks().size()), (shown) -> shown.track(id)));
		});
	}

	Mono<Event> removeTrack(String id, @Nullable String requestId, Caller caller) {
		return removed(id, requestId, caller, this::removeTrack);
	}

	private Mono<Void> removeTrack(Programme programme, String id) {
		StillInUse.requireUnused(programme.forOrganisers()
			.sessions()
			.filter((session) -> id.equals(session.document().trackId()))
			.toList());
		return programme.track(id).isPresent()
				? this.writer.removePart(programme, PutTrackInput.path(id)).then(this.writer.clearTrack(programme, id))
				: Mono.empty();
	}

	private Mono<Event> removed(String id, @Nullable String requestId, Caller caller,
			BiFunction<Programme, String, Mono<Void>> removal) {
		return this.access.organisedEventContaining(id, caller)
			.flatMap((programme) -> this.removals.once(id, requestId, () -> removal.apply(programme, id))
				.then(this.access.organisedEventContaining(id, caller)))
			.map(Programme::event);
	}

}
