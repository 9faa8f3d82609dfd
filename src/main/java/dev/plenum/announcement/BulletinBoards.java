package dev.plenum.announcement;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The bulletins of all events in use, in memory. Announcements and ended sessions have no
 * order of their own that is the same for all servers, so whichever server notices one
 * first numbers it. A server that stops in between leaves this to the next one.
 */
@Component
public class BulletinBoards {

	private static final Logger log = LoggerFactory.getLogger(BulletinBoards.class);

	private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private final Bulletins bulletins;

	private final Snapshots<BulletinBoard> snapshots;

	private final Noticeboards noticeboards;

	private final Programmes programmes;

	private final InstantSource clock;

	private final Map<String, Flux<BulletinBoard>> keepers = new ConcurrentHashMap<>();

	private final Map<String, Mono<BulletinBoard>> running = new ConcurrentHashMap<>();

	BulletinBoards(Bulletins bulletins, Noticeboards noticeboards, Programmes programmes, Memory memory,
			InstantSource clock) {
		this.bulletins = bulletins;
		this.noticeboards = noticeboards;
		this.programmes = programmes;
		this.clock = clock;
		this.snapshots = memory.perEvent((eventId) -> bulletins.ofEvent(eventId).collectList().map(BulletinBoard::of))
			.kept(Bulletins.COLLECTION, BulletinDocument.class, BulletinBoard::with, (board, id) -> board);
	}

	/**
	 * Returns the snapshots of one event.
	 * @param eventId an existing event
	 * @return its current and future snapshots
	 */
	public Live<BulletinBoard> of(String eventId) {
		return this.snapshots.of(eventId);
	}

	/**
	 * Numbers what has happened so far as this server knows it.
	 * @param programme the event
	 * @return the bulletins, including the new ones
	 */
	public Mono<BulletinBoard> upToDate(Programme programme) {
		return Mono.zip(of(programme.id()).get(), this.noticeboards.of(programme.id()).get())
			.flatMap((known) -> known.getT1().missing(programme, known.getT2(), this.clock.instant()).isEmpty()
					? Mono.just(known.getT1()) : numberedOnce(programme, known.getT1(), known.getT2()));
	}

	/**
	 * Lets requests at the same moment wait for the same writes.
	 */
	private Mono<BulletinBoard> numberedOnce(Programme programme, BulletinBoard known, Noticeboard noticeboard) {
		Mono<BulletinBoard> first = numbered(programme, known, noticeboard)
			.doFinally((_) -> this.running.remove(programme.id()))
			.cache();
		Mono<BulletinBoard> running = this.running.putIfAbsent(programme.id(), first);
		return (running == null) ? first : running.onErrorComplete().then(Mono.defer(() -> upToDate(programme)));
	}

	/**
	 * Returns how far this server knows an event.
	 * @param programme the event
	 * @return the position, to be stored with a decision of an attendee
	 */
	public Mono<EventPosition> position(Programme programme) {
		return upToDate(programme).map((board) -> EventPosition.of(programme, board));
	}

	/**
	 * Returns the bulletins now and after each change, without end. While anybody
	 * follows, this server numbers what happens.
	 * @param eventId an existing event
	 * @return the snapshots; a slow subscriber may skip some, but always receives the
	 * newest
	 */
	public Flux<BulletinBoard> follow(String eventId) {
		return of(eventId).follow().mergeWith(keeping(eventId).ignoreElements());
	}

	/**
	 * Numbers what has happened so far, in the background, unless the database is away
	 * for longer than 10 s.
	 * @param eventId an existing event
	 */
	public void look(String eventId) {
		keeping(eventId).next().take(LONGEST_LOOK).subscribe();
	}

	private Flux<BulletinBoard> keeping(String eventId) {
		return this.keepers.computeIfAbsent(eventId, this::keeper);
	}

	private Mono<BulletinBoard> numbered(Programme programme, BulletinBoard known, Noticeboard noticeboard) {
		return Mono.just(known)
			.expand((board) -> Mono.justOrEmpty(board.missing(programme, noticeboard, this.clock.instant()))
				.flatMap(this.bulletins::add)
				.map(board::with))
			.last()
			.flatMap((board) -> (board == known) ? Mono.just(known)
					: of(programme.id()).when((shown) -> shown.newest() >= board.newest()));
	}

	private Flux<BulletinBoard> keeper(String eventId) {
		return Flux
			.merge(Flux.defer(() -> this.noticeboards.of(eventId).follow()),
					Flux.interval(Duration.ZERO, BETWEEN_LOOKS))
			.onBackpressureLatest()
			.concatMap((_) -> this.programmes.live(eventId).get().flatMap(this::upToDate).onErrorResume((ex) -> {
				log.debug("Bulletins of {} could not be numbered, trying again: {}", eventId, ex.toString());
				return Mono.empty();
			}), 1)
			.share();
	}

}
