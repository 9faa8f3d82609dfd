package dev.plenum.organiser;

import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Speaker;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates, changes and removes speakers.
 */
@Component
class SpeakerDesk {

	private final EventAccess access;

	private final ProgrammeWriter writer;

	private final Withdrawal withdrawal;

	SpeakerDesk(EventAccess access, ProgrammeWriter writer, Withdrawal withdrawal) {
		this.access = access;
		this.writer = writer;
		this.withdrawal = withdrawal;
	}

	Mono<Speaker> put(PutSpeakerInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			String id = input.speakerId();
			boolean exists = programme.speaker(id).isPresent();
			Keys.requireExisting(input.id(), exists, "speaker");
			ProgrammeWriter.requireExpected(exists, input.expectedVersion());
			input.check(!exists);
			return (exists ? Mono.empty() : this.withdrawal.undo(programme, id))
				.then(this.writer.putSpeaker(programme.id(), id, input.expectedVersion(), input.fields()));
		});
	}

	Mono<Event> remove(String id, Caller caller) {
		return this.access.organisedEventContaining(id, caller).flatMap((programme) -> {
			programme.speaker(id).map(Speaker::sessions).ifPresent(StillInUse::requireUnused);
			return programme.speaker(id).isPresent()
					? this.withdrawal.of(programme, id)
						.then(Mono.defer(() -> this.writer.removeSpeaker(programme.id(), id)))
					: Mono.just(programme.event());
		});
	}

}
