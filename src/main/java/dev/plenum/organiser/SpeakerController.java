package dev.plenum.organiser;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Speaker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Mutations of speakers.
 */
@Controller
class SpeakerController {

	private final SpeakerDesk desk;

	SpeakerController(SpeakerDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<SpeakerPut> putSpeaker(@Argument PutSpeakerInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map((speaker) -> new SpeakerPut(speaker, speaker.event()));
	}

	@MutationMapping
	Mono<SpeakerRemoved> removeSpeaker(@Argument RemoveSpeakerInput input, @ContextValue Caller caller) {
		return this.desk.remove(input.speakerId(), input.requestId(), caller)
			.map((event) -> SpeakerRemoved.of(input.speakerId(), event));
	}

	record RemoveSpeakerInput(String speakerId, @Nullable String requestId) {
	}

	record SpeakerPut(Speaker speaker, Event event) {
	}

	record SpeakerRemoved(@Nullable String removedId, Event event) {

		static SpeakerRemoved of(String id, Event event) {
			return new SpeakerRemoved(event.programme().speaker(id).isPresent() ? null : id, event);
		}

	}

}
