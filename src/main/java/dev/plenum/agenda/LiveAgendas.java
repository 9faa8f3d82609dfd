package dev.plenum.agenda;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The agendas in use, in memory.
 */
@Component
public class LiveAgendas {

	/** If as many agendas are in memory, further ones are read from the database. */
	private static final int MOST = 20_000;

	private final Agendas agendas;

	private final Snapshots<Optional<AgendaDocument>> snapshots;

	LiveAgendas(Agendas agendas, Memory memory) {
		this.agendas = agendas;
		this.snapshots = memory
			.perDocument((agendaId) -> agendas.byId(agendaId).map(Optional::of).defaultIfEmpty(Optional.empty()))
			.kept(Agendas.COLLECTION, AgendaDocument.class, LiveAgendas::newer, (known, id) -> Optional.empty());
	}

	/**
	 * Returns an agenda with every change whose answer this server has sent.
	 * @param owner the event and the attendee
	 * @return the agenda; an unopened one if nothing is stored
	 */
	public Mono<AgendaDocument> get(AgendaOwner owner) {
		return Mono.deferContextual((context) -> {
			if (this.snapshots.size() >= MOST) {
				Grounds.noteNothing(context);
				return this.agendas.of(owner);
			}
			Live<Optional<AgendaDocument>> live = live(owner);
			String id = owner.agendaId();
			Grounds.Source written = (version) -> this.agendas.isNewest(id, version);
			Predicate<Optional<AgendaDocument>> newest = (kept) -> written.shows(RecentWrites.version(kept));
			return live.get()
				.flatMap((kept) -> newest.test(kept) ? Mono.just(kept) : live.when(newest))
				.doOnNext((kept) -> Grounds.note(context, written, RecentWrites.version(kept)))
				.map((kept) -> kept.orElseGet(() -> AgendaDocument.unopened(owner)));
		});
	}

	/**
	 * Finds the events in which a person has an agenda.
	 * @param subject the person
	 * @return the ids of the events
	 */
	public Flux<String> eventsOf(String subject) {
		return this.agendas.ofSubject(subject).map(AgendaDocument::eventId);
	}

	/**
	 * Reads everybody's decisions about sessions in an event, and what they have read.
	 * @param eventId the event
	 * @param others people for whom there may be no agenda
	 * @return an agenda for each person, without what else it contains
	 */
	public Flux<AgendaDocument> everybodys(String eventId, Collection<String> others) {
		return this.agendas.withNews(eventId).collectMap(AgendaDocument::subject).flatMapIterable((stored) -> {
			others.forEach((subject) -> stored.computeIfAbsent(subject,
					(unknown) -> AgendaDocument.unopened(new AgendaOwner(eventId, unknown, null))));
			return stored.values();
		});
	}

	/**
	 * Returns the name of the collection of the agendas, to listen to its changes. Each
	 * document has the field {@code subject}.
	 * @return the name
	 */
	public String collection() {
		return Agendas.COLLECTION;
	}

	/**
	 * Returns an agenda now and after each change, without end.
	 * @param owner the event and the attendee
	 * @return the agenda
	 */
	public Flux<AgendaDocument> follow(AgendaOwner owner) {
		return live(owner).follow().map((kept) -> kept.orElseGet(() -> AgendaDocument.unopened(owner)));
	}

	/**
	 * Marks news as read.
	 * @param owner the event and the attendee
	 * @param upTo the cursor up to which everything is read; null for none
	 * @param ids the ids of single items that are not marked yet
	 * @param opened whether the items were opened from a notification
	 * @param at the current time
	 * @return the agenda afterwards
	 */
	public Mono<AgendaDocument> markNewsRead(AgendaOwner owner, @Nullable String upTo, List<String> ids, boolean opened,
			Instant at) {
		return this.agendas.apply(owner, AgendaEdit.readNews(upTo, ids, opened, at), null);
	}

	private Live<Optional<AgendaDocument>> live(AgendaOwner owner) {
		return this.snapshots.of(owner.agendaId());
	}

	private static Optional<AgendaDocument> newer(Optional<AgendaDocument> known, AgendaDocument changed) {
		return known.filter((kept) -> kept.version() >= changed.version()).or(() -> Optional.of(changed));
	}

}
