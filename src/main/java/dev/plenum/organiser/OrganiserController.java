package dev.plenum.organiser;

import java.util.List;

import dev.plenum.organiser.PlaceInputs.PutRoomInput;
import dev.plenum.organiser.PlaceInputs.PutSpeakerInput;
import dev.plenum.organiser.PlaceInputs.PutTrackInput;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventState;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Speaker;
import dev.plenum.programme.Track;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Making an event, and what it consists of.
 */
@Controller
class OrganiserController {

	private final EventEditor events;

	private final SessionEditor sessions;

	OrganiserController(EventEditor events, SessionEditor sessions) {
		this.events = events;
		this.sessions = sessions;
	}

	@MutationMapping
	Mono<PutEventPayload> putEvent(@Argument PutEventInput input, @ContextValue Caller caller) {
		return this.events.put(input, caller).map(PutEventPayload::of);
	}

	@MutationMapping
	Mono<PutEventPayload> setOrganisers(@Argument SetOrganisersInput input, @ContextValue Caller caller) {
		return this.events.setOrganisers(input.eventId(), input.subjects(), caller).map(PutEventPayload::of);
	}

	@MutationMapping
	Mono<PutEventPayload> publishEvent(@Argument EventRefInput input, @ContextValue Caller caller) {
		return this.events.setState(input.eventId(), EventState.PUBLISHED, caller).map(PutEventPayload::of);
	}

	@MutationMapping
	Mono<PutEventPayload> archiveEvent(@Argument EventRefInput input, @ContextValue Caller caller) {
		return this.events.setState(input.eventId(), EventState.ARCHIVED, caller).map(PutEventPayload::of);
	}

	@MutationMapping
	Mono<PutRoomPayload> putRoom(@Argument PutRoomInput input, @ContextValue Caller caller) {
		return this.events.putRoom(input, caller)
			.map((programme) -> new PutRoomPayload(programme.room(input.roomId()).orElseThrow(EventEditor::overtaken)));
	}

	@MutationMapping
	Mono<PutEventPayload> removeRoom(@Argument RoomRefInput input, @ContextValue Caller caller) {
		return this.events.removeRoom(input.roomId(), caller).map(PutEventPayload::of);
	}

	@MutationMapping
	Mono<PutTrackPayload> putTrack(@Argument PutTrackInput input, @ContextValue Caller caller) {
		return this.events.putTrack(input, caller)
			.map((programme) -> new PutTrackPayload(
					programme.track(input.trackId()).orElseThrow(EventEditor::overtaken)));
	}

	@MutationMapping
	Mono<PutEventPayload> removeTrack(@Argument TrackRefInput input, @ContextValue Caller caller) {
		return this.events.removeTrack(input.trackId(), caller).map(PutEventPayload::of);
	}

	@MutationMapping
	Mono<PutSpeakerPayload> putSpeaker(@Argument PutSpeakerInput input, @ContextValue Caller caller) {
		return this.sessions.put(input, caller).map(PutSpeakerPayload::new);
	}

	@MutationMapping
	Mono<PutEventPayload> removeSpeaker(@Argument SpeakerIdInput input, @ContextValue Caller caller) {
		return this.sessions.removeSpeaker(input.speakerId(), caller).map(PutEventPayload::of);
	}

	@MutationMapping
	Mono<PutSessionPayload> putSession(@Argument PutSessionInput input, @ContextValue Caller caller) {
		return this.sessions.put(input, caller);
	}

	record SetOrganisersInput(String eventId, List<String> subjects) {
	}

	record EventRefInput(String eventId) {
	}

	record RoomRefInput(String roomId) {
	}

	record TrackRefInput(String trackId) {
	}

	record SpeakerIdInput(String speakerId) {
	}

	record PutEventPayload(Event event) {

		static PutEventPayload of(Programme programme) {
			return new PutEventPayload(programme.event());
		}

	}

	record PutRoomPayload(Room room) {
	}

	record PutTrackPayload(Track track) {
	}

	record PutSpeakerPayload(Speaker speaker) {
	}

}
