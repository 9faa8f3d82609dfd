package dev.plenum.agenda;

import java.util.Optional;
import java.util.function.Predicate;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The agendas in use, in memory.
 */
@Component
class LiveAgendas {

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
	 * Returns the agenda with every change whose answer this server has sent.
	 */
	Mono<AgendaDocument> get(AgendaOwner owner) {
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
	 * Returns the agenda now and after each change, without end.
	 */
	Flux<AgendaDocument> follow(AgendaOwner owner) {
		return live(owner).follow().map((kept) -> kept.orElseGet(() -> AgendaDocument.unopened(owner)));
	}

	private Live<Optional<AgendaDocument>> live(AgendaOwner owner) {
		return this.snapshots.of(owner.agendaId());
	}

	private static Optional<AgendaDocument> newer(Optional<AgendaDocument> known, AgendaDocument changed) {
		return known.filter((kept) -> kept.version() >= changed.version()).or(() -> Optional.of(changed));
	}

}
