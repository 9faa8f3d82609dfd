package dev.plenum.participant;

import java.util.HashMap;
import java.util.Map;
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

	private final Snapshots<Map<String, Linked>> snapshots;

	private final Participants participants;

	Links(Participants participants, Memory memory) {
		this.participants = participants;
		this.snapshots = memory
			.perEvent((eventId) -> participants.linked(eventId).collectMap(ParticipantDocument::id, Linked::of))
			.kept(Participants.COLLECTION, ParticipantDocument.class, Links::with, Links::without);
	}

	@Override
	public Mono<String> accountOf(String eventId, String ticketSubject) {
		return Mono.justOrEmpty(Participants.idOf(ticketSubject))
			.flatMap((id) -> this.snapshots.of(eventId).get().mapNotNull((links) -> links.get(id)))
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
				.filter((links) -> links.containsKey(id))
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
		return this.snapshots.of(participant.eventId()).when((links) -> links.containsKey(participant.id())).then();
	}

	private static Map<String, Linked> with(Map<String, Linked> known, ParticipantDocument changed) {
		Linked before = known.get(changed.id());
		if (before == null && changed.linkedTo() == null || before != null && before.version >= changed.version()) {
			return known;
		}
		return (changed.linkedTo() != null) ? changed(known, changed) : without(known, changed.id());
	}

	private static Map<String, Linked> changed(Map<String, Linked> known, ParticipantDocument linked) {
		Map<String, Linked> next = new HashMap<>(known);
		next.put(linked.id(), Linked.of(linked));
		return next;
	}

	private static Map<String, Linked> without(Map<String, Linked> known, String id) {
		return known.containsKey(id) ? known.entrySet()
			.stream()
			.filter((link) -> !link.getKey().equals(id))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)) : known;
	}

	/**
	 * The account that entered the code of a ticket.
	 *
	 * @param account the subject of the account
	 * @param version the version of the participant
	 */
	private record Linked(String account, long version) {

		static Linked of(ParticipantDocument participant) {
			return new Linked(participant.subject(), participant.version());
		}

	}

}
