package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Room;
import dev.plenum.programme.Track;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Mutations of rooms and tracks.
 */
@Controller
class RoomController {

	private final RoomDesk desk;

	RoomController(RoomDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<RoomPut> putRoom(@Argument PutRoomInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map((room) -> new RoomPut(room, room.event()));
	}

	@MutationMapping
	Mono<RoomRemoved> removeRoom(@Argument RemoveRoomInput input, @ContextValue Caller caller) {
		return this.desk.removeRoom(input.roomId(), input.requestId(), caller)
			.map((event) -> RoomRemoved.of(input.roomId(), event));
	}

	@MutationMapping
	Mono<TrackPut> putTrack(@Argument PutTrackInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map((track) -> new TrackPut(track, track.event()));
	}

	@MutationMapping
	Mono<TrackRemoved> removeTrack(@Argument RemoveTrackInput input, @ContextValue Caller caller) {
		return this.desk.removeTrack(input.trackId(), input.requestId(), caller)
			.map((event) -> TrackRemoved.of(input.trackId(), event));
	}

	record RemoveRoomInput(String roomId, @Nullable String requestId) {
	}

	record RemoveTrackInput(String trackId, @Nullable String requestId) {
	}

	record RoomPut(Room room, Event event) {

		public List<RoomTooSmall> warnings() {
			return this.room.sessions().stream().flatMap(RoomTooSmall::of).toList();
		}

	}

	record RoomRemoved(@Nullable String removedId, Event event) {

		static RoomRemoved of(String id, Event event) {
			return new RoomRemoved(event.programme().room(id).isPresent() ? null : id, event);
		}

	}

	record TrackPut(Track track, Event event) {
	}

	record TrackRemoved(@Nullable String removedId, Event event) {

		static TrackRemoved of(String id, Event event) {
			return new TrackRemoved(event.programme().track(id).isPresent() ? null : id, event);
		}

	}

}
