package dev.plenum.participant;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.platform.security.LinkedAccounts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The accounts that have entered ticket codes, in memory: the account of each linked
 * participant, by event. A link ends only with its participant.
 */
@Component
public class Links implements LinkedAccounts {

	private final Snapshots<Linking> snapshots;

	private final Participants participants;

	Links(Participants participants, Memory memory) {
		this.participants = participants;
		this.snapshots = memory
			.perEvent((eventId) -> participants.linked(eventId)
				.collectMap(ParticipantDocument::id, Linked::of)
				.map(Linking::of))
			.kept(Participants.COLLECTION, ParticipantDocument.class, Linking::with, Linking::without);
	}

	@Override
	public Mono<String> accountOf(String eventId, String ticketSubject) {
		return Mono.justOrEmpty(Participants.idOf(ticketSubject))
			.flatMap((id) -> this.snapshots.of(eventId).get().mapNotNull((links) -> links.tickets().get(id)))
			.map(Linked::account);
	}

	@Override
	public Flux<String> ticketsOf(String account) {
		return this.participants.linkedTo(account).map(ParticipantDocument::ticketSubject);
	}

	@Override
	public Mono<Void> linked(String eventId, String ticketSubject) {
		return Participants.idOf(ticketSubject)
			.map((id) -> this.snapshots.of(eventId)
				.readAndFollow()
				.filter((links) -> links.tickets().containsKey(id))
				.next()
				.then())
			.orElseGet(Mono::never);
	}

	/**
	 * Waits until this server knows a link.
	 * @param participant the participant, who is linked
	 * @return completes then
	 */
	public Mono<Void> shown(ParticipantDocument participant) {
		return this.snapshots.of(participant.eventId())
			.when((links) -> links.tickets().containsKey(participant.id()))
			.then();
	}

	/**
	 * Finds since when somebody takes part in an event with a ticket.
	 * @param eventId the event
	 * @param subject the subject of a ticket of the event, or of an account
	 * @return {@link Instant#EPOCH} for a ticket, and for an account the moment at which
	 * it entered the code of one; empty if it entered none, or if the participation is
	 * cancelled
	 */
	public Mono<Instant> takesPartSince(String eventId, String subject) {
		return Participants.idOf(subject).isPresent() ? Mono.just(Instant.EPOCH)
				: this.snapshots.of(eventId).get().mapNotNull((links) -> links.accounts().get(subject));
	}

	/**
	 * The links of an event.
	 *
	 * @param tickets the linked participants, by id
	 * @param accounts since when each account takes part
	 */
	private record Linking(Map<String, Linked> tickets, Map<String, Instant> accounts) {

		static Linking of(Map<String, Linked> tickets) {
			return new Linking(tickets,
					tickets.values()
						.stream()
						.filter(Linked::active)
						.collect(Collectors.toMap(Linked::account, Linked::since,
								(one, other) -> one.isBefore(other) ? one : other)));
		}

		static Linking with(Linking known, ParticipantDocument changed) {
			Linked before = known.tickets.get(changed.id());
			if (before == null && changed.linkedTo() == null || before != null && before.version >= changed.version()) {
				return known;
			}
			if (changed.linkedTo() == null) {
				return without(known, changed.id());
			}
			Map<String, Linked> next = new HashMap<>(known.tickets);
			next.put(changed.id(), Linked.of(changed));
			return of(next);
		}

		static Linking without(Linking known, String id) {
			if (!known.tickets.containsKey(id)) {
				return known;
			}
			Map<String, Linked> next = new HashMap<>(known.tickets);
			next.remove(id);
			return of(next);
		}

	}

	/**
	 * The account that entered the code of a ticket.
	 *
	 * @param account the subject of the account
	 * @param since when it did so
	 * @param active whether the participation is not cancelled
	 * @param version the version of the participant
	 */
	private record Linked(String account, Instant since, boolean active, long version) {

		static Linked of(ParticipantDocument participant) {
			return new Linked(participant.subject(), Objects.requireNonNullElse(participant.linkedAt(), Instant.EPOCH),
					participant.isActive(), participant.version());
		}

	}

}
