package dev.plenum.organiser;

import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.removal.Removals;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Speaker;
import org.jspecify.annotations.Nullable;
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

	private final Removals removals;

	SpeakerDesk(EventAccess access, ProgrammeWriter writer, Withdrawal withdrawal, Removals removals) {
		this.access = access;
		this.writer = writer;
		this.withdrawal = withdrawal;
		this.removals = removals;
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

	Mono<Event> remove(String id, @Nullable String requestId, Caller caller) {
		return this.access.organisedEventContaining(id, caller)
			.flatMap((programme) -> this.removals.once(id, requestId, () -> remove(programme, id))
				.then(this.access.organisedEventContaining(id, caller)))
			.map(Programme::event);
	}

	private Mono<Void> remove(Programme programme, String id) {
		StillInUse.requireUnused(programme.forOrganisers().sessionsOf(id));
		return programme.speaker(id).isPresent()
				? this.withdrawal.remove(programme, id, () -> this.writer.removeSpeaker(programme.id(), id))
				: Mono.empty();
	}

}
