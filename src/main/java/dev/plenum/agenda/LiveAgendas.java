package dev.plenum.agenda;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Grounds;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.mongo.Snapshots;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The agendas of those who read or listen at this time, in memory, kept new by the change
 * feed.
 */
@Component
class LiveAgendas {

	/** When so many are in memory, others are read from the database. */
	private static final int MOST = 20_000;

	private final Agendas agendas;

	private final Snapshots<Optional<AgendaDocument>> snapshots;

	private final Codec<AgendaDocument> codec;

	LiveAgendas(Agendas agendas, ChangeFeed feed, MongoDatabase database) {
		this.agendas = agendas;
		this.snapshots = new Snapshots<>(
				(agendaId) -> agendas.byId(agendaId).map(Optional::of).defaultIfEmpty(Optional.empty()));
		this.codec = database.getCodecRegistry().get(AgendaDocument.class);
		feed.listen(this::hear);
	}

	/**
	 * The agenda, with every change that was answered here.
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
	 * The agenda now and whenever it changes, without end.
	 */
	Flux<AgendaDocument> follow(AgendaOwner owner) {
		return live(owner).follow().map((kept) -> kept.orElseGet(() -> AgendaDocument.unopened(owner)));
	}

	void dropUnused(Duration idle) {
		this.snapshots.dropUnused(idle);
	}

	private Live<Optional<AgendaDocument>> live(AgendaOwner owner) {
		return this.snapshots.of(owner.agendaId());
	}

	private void hear(News news) {
		switch (news) {
			case News.Gap _ -> this.snapshots.miss().subscribe();
			case News.Changed changed when changed.collection().equals(Agendas.COLLECTION) ->
				this.snapshots.hear(changed.id(), changed, (known) -> newer(known, changed.document()));
			default -> {
			}
		}
	}

	private Optional<AgendaDocument> newer(Optional<AgendaDocument> known, @Nullable RawBsonDocument document) {
		if (document == null) {
			return Optional.empty();
		}
		AgendaDocument heard = document.decode(this.codec);
		return known.filter((kept) -> kept.version() >= heard.version()).or(() -> Optional.of(heard));
	}

}
