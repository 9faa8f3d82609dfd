package dev.plenum.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.mongo.Peers;
import dev.plenum.programme.document.Events;
import dev.plenum.push.HeldSlice.Note;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The slices that this server holds. A slice belongs to the server that took it first,
 * until that server stops to write pulses.
 */
@Component
class Leases {

	private static final Logger log = LoggerFactory.getLogger(Leases.class);

	private static final int AT_A_TIME = 8;

	private final Slices slices;

	private final Accounts accounts;

	private final Codec<FollowerDocument> codec;

	private final Map<String, HeldSlice> held = new ConcurrentHashMap<>();

	/** Slices that may have no holder. */
	private final Set<Wanted> wanted = ConcurrentHashMap.newKeySet();

	/** The slices that other servers held when this server looked. */
	private final Set<String> taken = ConcurrentHashMap.newKeySet();

	/** The servers that hold other slices. */
	private final Peers others;

	/** Events that were changed, so that they may not be over any more. */
	private final Set<String> changed = ConcurrentHashMap.newKeySet();

	/** Whether the slices of all servers must be looked at. */
	private volatile boolean behind;

	Leases(Slices slices, Accounts accounts, MongoDatabase database, ChangeFeed feed, LoopSettings settings) {
		this.slices = slices;
		this.accounts = accounts;
		this.others = new Peers(feed, settings.lease());
		this.codec = database.getCodecRegistry().get(FollowerDocument.class);
		feed.listen(Set.of(Followers.COLLECTION, Events.COLLECTION), this::receive);
	}

	Collection<HeldSlice> held() {
		return this.held.values();
	}

	List<HeldSlice> held(String eventId) {
		return this.held.values().stream().filter((slice) -> slice.eventId().equals(eventId)).toList();
	}

	/**
	 * Takes what is free, and what servers held that have stopped.
	 * @return completes afterwards
	 */
	Mono<Void> keep() {
		return lookAround().then(Mono.defer(this::reopen))
			.then(Mono.defer(this::takeWanted))
			.then(Mono.defer(this::takeOver));
	}

	private Mono<Void> lookAround() {
		if (!this.behind) {
			return Mono.empty();
		}
		this.behind = false;
		this.taken.clear();
		return this.slices.heads().doOnNext((head) -> {
			if (head.holder() == null) {
				this.wanted.add(new Wanted(head.eventId(), head.number()));
			}
			else if (!this.slices.isHeld(head)) {
				noteTaken(head);
			}
		}).doOnError((_) -> this.behind = true).then();
	}

	/**
	 * Wants the slices of events that were over.
	 */
	private Mono<Void> reopen() {
		return Flux.fromIterable(List.copyOf(this.changed))
			.doOnNext(this.changed::remove)
			.concatMap(this.slices::ended)
			.doOnNext((head) -> this.wanted.add(new Wanted(head.eventId(), head.number())))
			.then();
	}

	private Mono<Void> takeWanted() {
		return Flux.fromIterable(List.copyOf(this.wanted))
			.flatMap((wanted) -> this.slices.take(wanted.eventId(), wanted.number()).doOnNext((slice) -> {
				this.wanted.remove(wanted);
				if (this.slices.isHeld(slice)) {
					hold(slice);
				}
				else {
					noteTaken(slice);
				}
			}), AT_A_TIME)
			.then();
	}

	private void noteTaken(SliceDocument slice) {
		this.taken.add(slice.id());
		this.others.observe(String.valueOf(slice.holder()));
	}

	private void hold(SliceDocument slice) {
		this.taken.remove(slice.id());
		this.held.putIfAbsent(slice.id(), new HeldSlice(slice));
	}

	private Mono<Void> takeOver() {
		return this.others.stopped().flatMapIterable((stopped) -> stopped).concatMap(this::takeOver).then();
	}

	private Mono<Void> takeOver(String server) {
		return this.slices.heldBy(server)
			.collectList()
			.doOnNext((left) -> log.info("The server {} has stopped; its {} slices of push notifications are free",
					server, left.size()))
			.flatMapIterable((left) -> left)
			.flatMap((head) -> this.slices.takeOver(head.id(), server)
				.doOnNext(this::hold)
				.switchIfEmpty(Mono.fromRunnable(() -> this.wanted.add(new Wanted(head.eventId(), head.number())))),
					AT_A_TIME)
			.then(Mono.fromRunnable(() -> {
				this.others.forget(server);
				this.behind = true;
			}));
	}

	/**
	 * Forgets a slice that another server has taken, or whose event is over.
	 */
	void lose(HeldSlice slice) {
		this.held.remove(slice.id(), slice);
		this.behind = true;
	}

	/**
	 * Gives back a slice whose event is over.
	 */
	Mono<Void> end(HeldSlice slice) {
		this.held.remove(slice.id(), slice);
		return this.slices.end(slice.id()).then();
	}

	private void receive(News news) {
		switch (news) {
			case News.Gap _ -> {
				this.behind = true;
				this.held.values().forEach(HeldSlice::miss);
			}
			case News.Changed document when document.collection().equals(Events.COLLECTION) ->
				this.changed.add(document.id());
			case News.Changed document -> receive(document.id(), document.document());
		}
	}

	private void receive(String documentId, @Nullable RawBsonDocument document) {
		if (document == null) {
			this.held.values().forEach((slice) -> slice.note(new Note.Removed(documentId)));
			return;
		}
		FollowerDocument stored = document.decode(this.codec);
		if (stored.eventId().isEmpty()) {
			this.held.values()
				.stream()
				.filter((slice) -> slice.number() == stored.slice())
				.forEach((slice) -> slice.note(new Note.Stored(stored)));
			return;
		}
		String sliceId = Slices.id(stored.eventId(), stored.slice());
		HeldSlice slice = this.held.get(sliceId);
		if (slice != null) {
			slice.note(new Note.Stored(stored));
			if (this.accounts.have(stored.subject())) {
				slice.miss();
			}
		}
		else if (!this.taken.contains(sliceId)) {
			this.wanted.add(new Wanted(stored.eventId(), stored.slice()));
		}
	}

	private record Wanted(String eventId, int number) {
	}

}
