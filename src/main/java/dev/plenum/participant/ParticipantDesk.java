package dev.plenum.participant;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

import dev.plenum.participant.ParticipantController.ParticipantRemoved;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.platform.removal.Removals;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates, changes, removes and lists participants for organisers.
 */
@Component
public class ParticipantDesk {

	/** The largest number of participants of an event. */
	static final int MOST = 20_000;

	private static final int MOST_TRIES = 5;

	private final EventAccess access;

	private final Participants participants;

	private final TicketCodes codes;

	private final Removals removals;

	private final InstantSource clock;

	ParticipantDesk(EventAccess access, Participants participants, TicketCodes codes, Removals removals,
			InstantSource clock) {
		this.access = access;
		this.participants = participants;
		this.codes = codes;
		this.removals = removals;
		this.clock = clock;
	}

	Mono<Connection<Participant>> page(Event event, ParticipantSelection selection, Page page) {
		return this.participants.page(event.id(), selection, page)
			.map((found) -> found.map((document) -> new Participant(event.programme(), document)));
	}

	Mono<Participant> find(String id, Programme programme) {
		return this.participants.byId(id)
			.filter((found) -> found.eventId().equals(programme.id()) && !found.isBeingRemoved())
			.map((document) -> new Participant(programme, document));
	}

	Mono<Participant> put(PutParticipantInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> WriteConflict
				.retried(MOST_TRIES, Reading.NEWEST,
						(_) -> this.participants.newest(input.participantId())
							.singleOptional()
							.flatMap((known) -> put(input, programme, known)))
				.map((document) -> new Participant(programme, document)));
	}

	/**
	 * Adds a participant whom an event does not have; otherwise changes the participant.
	 * @param programme the event
	 * @param entry the participant
	 * @return the participant as it is stored
	 */
	public Mono<ParticipantDocument> add(Programme programme, Entry entry) {
		String id = Ids.in(Participants.ID_PREFIX, programme.id(), entry.key());
		Fields fields = fields(entry, Optional.empty(), alphabet(programme));
		code(id, fields::first);
		return this.participants.put(id, null, fields);
	}

	/**
	 * Removes a participant, who leaves first.
	 */
	Mono<ParticipantRemoved> remove(String id, @Nullable String requestId, Caller caller) {
		return this.access.organisedEventContaining(id, caller)
			.flatMap((programme) -> this.removals.once(id, requestId, () -> leave(id))
				.then(Mono
					.defer(() -> this.participants.newest(id).filter((found) -> !found.isBeingRemoved()).hasElement()))
				.map((exists) -> new ParticipantRemoved(exists ? null : id, programme.event())));
	}

	private Mono<ParticipantDocument> leave(String id) {
		return this.participants.change(id, (Integer) null,
				new Fields().set("state", ParticipantState.CANCELLED)
					.set("removing", true)
					.along("departingAt", this.clock.instant()));
	}

	private Mono<ParticipantDocument> put(PutParticipantInput input, Programme programme,
			Optional<ParticipantDocument> known) {
		Optional<ParticipantDocument> present = known.filter((found) -> !found.isBeingRemoved());
		Keys.requireExisting(input.id(), present.isPresent(), "participant");
		input.check(present.isEmpty());
		Fields fields = fields(input.entry(present.orElse(null)), known, alphabet(programme));
		if (known.isEmpty()) {
			code(input.participantId(), fields::first);
		}
		else if (known.get().isBeingRemoved()) {
			code(input.participantId(), fields::along);
		}
		Integer expected = (input.expectedVersion() != null) ? input.expectedVersion()
				: known.map((found) -> Math.toIntExact(found.version())).orElse(0);
		Mono<ParticipantDocument> written = known.isPresent()
				? this.participants.change(input.participantId(), expected, fields) : requireFewer(programme.id())
					.then(Mono.defer(() -> this.participants.put(input.participantId(), expected, fields)));
		return (input.expectedVersion() == null) ? written : written.switchIfEmpty(Mono.error(
				() -> new Refused(new Outdated(known.map((found) -> new Participant(programme, found)).orElse(null)))));
	}

	/** Gives a participant the first code of a new participation. */
	private void code(String id, BiConsumer<String, Object> set) {
		int generation = TicketCodes.firstGeneration();
		set.accept("codeGeneration", generation);
		set.accept("codeHash", this.codes.hashOf(id, generation));
	}

	private Fields fields(Entry entry, Optional<ParticipantDocument> known, Locale alphabet) {
		Fields fields = new Fields().first("key", entry.key())
			.first("source", ParticipantSource.ORGANISER)
			.set("name", entry.name())
			.set("organisation", entry.organisation())
			.set("email", entry.email())
			.set("language", entry.language())
			.set("ticketType", entry.ticketType())
			.set("state", entry.state())
			.set("sortKey", entry.sortKey(alphabet))
			.set("words", entry.words())
			.without("missing");
		if (entry.state() == ParticipantState.ACTIVE) {
			return fields.set("departingAt", null).set("removing", null);
		}
		return known.filter(ParticipantDocument::isActive).isPresent()
				? fields.along("departingAt", this.clock.instant()) : fields;
	}

	private Mono<Void> requireFewer(String eventId) {
		return this.participants.count(eventId).doOnNext((count) -> {
			if (count >= MOST) {
				throw new Refused(new LimitReached("participants", MOST));
			}
		}).then();
	}

	/** The language by whose alphabet the participants of an event are sorted. */
	static Locale alphabet(Programme programme) {
		return programme.event().languages().stream().findFirst().orElse(Locale.ROOT);
	}

}
