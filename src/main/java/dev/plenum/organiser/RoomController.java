package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Room;
import dev.plenum.programme.Track;
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
		return this.desk.removeRoom(input.roomId(), caller).map((event) -> new RoomRemoved(input.roomId(), event));
	}

	@MutationMapping
	Mono<TrackPut> putTrack(@Argument PutTrackInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map((track) -> new TrackPut(track, track.event()));
	}

	@MutationMapping
	Mono<TrackRemoved> removeTrack(@Argument RemoveTrackInput input, @ContextValue Caller caller) {
		return this.desk.removeTrack(input.trackId(), caller).map((event) -> new TrackRemoved(input.trackId(), event));
	}

	record RemoveRoomInput(String roomId) {
	}

	record RemoveTrackInput(String trackId) {
	}

	record RoomPut(Room room, Event event) {

		public List<RoomTooSmall> warnings() {
			return this.room.sessions().stream().flatMap(RoomTooSmall::of).toList();
		}

	}

	record RoomRemoved(String removedId, Event event) {
	}

	record TrackPut(Track track, Event event) {
	}

	record TrackRemoved(String removedId, Event event) {
	}

}
