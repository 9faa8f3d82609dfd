package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.TransientFault;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the slices that this server holds, ten times a second, and lets be decided and
 * sent what is due. One batch follows the other, so that a crash repeats at most one. A
 * server that is asked to stop sends until the web server has stopped, and finishes its
 * batch. Its last pulse is removed then, so that the other servers take over its slices.
 */
@Component
class PushLoop implements SmartLifecycle {

	private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	/** How long one slice may take, so that a fault delays the others no longer. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** How long a server that stops waits for the devices to which it is sending. */
	private static final Duration LAST_PATIENCE = Duration.ofSeconds(6);

	/** How long it then waits until the last places are stored. */
	private static final Duration LAST_WRITE = Duration.ofSeconds(2);

	/**
	 * Small slices are looked at together, until they have as many people. What is sent
	 * to them is the batch that a crash can repeat.
	 */
	private static final int BATCH = 100;

	private static final int AT_A_TIME = 16;

	/** How many members of a slice are looked at before others have their turn. */
	private static final int MOST_MEMBERS = 500;

	private final RepeatedFaults faults = new RepeatedFaults(LoggerFactory.getLogger(PushLoop.class));

	private final Accounts accounts;

	private final Leases leases;

	private final Watches watches;

	private final Followers followers;

	private final Programmes programmes;

	private final Deciding deciding;

	private final Sending sending;

	private final Scheduler scheduler;

	private final InstantSource clock;

	private volatile Sinks.@Nullable Empty<Void> end;

	private Mono<Void> running = Mono.empty();

	private boolean begun;

	PushLoop(Accounts accounts, Leases leases, Watches watches, Followers followers, Programmes programmes,
			Deciding deciding, Sending sending, Scheduler pushScheduler, InstantSource clock) {
		this.accounts = accounts;
		this.leases = leases;
		this.watches = watches;
		this.followers = followers;
		this.programmes = programmes;
		this.deciding = deciding;
		this.sending = sending;
		this.scheduler = pushScheduler;
		this.clock = clock;
	}

	/**
	 * Begins to look at slices. Until then, nothing is decided.
	 */
	void begin() {
		this.begun = true;
		start();
	}

	/**
	 * Begins again after a stop.
	 */
	@Override
	public void start() {
		if (this.begun && !isRunning()) {
			Sinks.Empty<Void> until = Sinks.empty();
			this.end = until;
			this.running = Mono
				.when(repeated(BETWEEN_LOOKS, until,
						Mono.defer(this.accounts::keep)
							.then(Mono.defer(this.leases::keep))
							.doOnSuccess((_) -> this.watches.adjust())),
						repeated(BETWEEN_ROUNDS, until, Mono.defer(this::round)))
				.cache();
			this.running.subscribe();
		}
	}

	private Mono<Void> repeated(Duration interval, Sinks.Empty<Void> until, Mono<Void> work) {
		return Flux.interval(interval, this.scheduler)
			.takeUntilOther(until.asMono())
			.onBackpressureDrop()
			.concatMap((_) -> work.onErrorResume((ex) -> {
				this.faults.warn("Push notifications are delayed: " + TransientFault.describe(ex));
				return Mono.empty();
			}), 1)
			.then();
	}

	private Mono<Void> round() {
		AtomicInteger people = new AtomicInteger();
		return Flux.fromIterable(this.leases.held())
			.filter((slice) -> slice.needs(this.clock.instant()))
			.bufferUntil((slice) -> people.addAndGet(slice.isStale() ? BATCH : slice.size()) >= BATCH
					&& people.getAndSet(0) > 0)
			.takeWhile((_) -> isRunning())
			.concatMap((batch) -> Flux.fromIterable(batch).flatMap(this::worked, AT_A_TIME), 0)
			.then();
	}

	private Mono<Void> worked(HeldSlice slice) {
		return work(slice).timeout(PATIENCE).onErrorResume((ex) -> {
			this.faults.warn("The push notifications of a slice are delayed: " + TransientFault.describe(ex));
			slice.miss();
			return Mono.empty();
		});
	}

	private Mono<Void> work(HeldSlice slice) {
		return this.programmes.exists(slice.eventId())
			.flatMap((exists) -> exists ? this.programmes.live(slice.eventId()).get() : Mono.empty())
			.flatMap((programme) -> work(slice, programme).thenReturn(programme))
			.switchIfEmpty(Mono.fromRunnable(() -> this.leases.lose(slice)))
			.then();
	}

	private Mono<Void> work(HeldSlice slice, Programme programme) {
		if (programme.isReadOnlyAt(this.clock.instant())) {
			return this.sending.note(slice).then(Mono.defer(() -> this.leases.end(slice)));
		}
		return this.sending.note(slice)
			.then(Mono.defer(() -> read(slice)))
			.then(Mono.defer(() -> this.sending.isFull() ? Mono.empty() : decide(slice)));
	}

	private Mono<Void> read(HeldSlice slice) {
		if (!slice.isStale()) {
			return Mono.empty();
		}
		slice.beginReading();
		return this.followers.ofSlice(slice.eventId(), slice.number())
			.collectList()
			.flatMap((people) -> this.followers
				.of(FollowerDocument.NO_EVENT, people.stream().map(FollowerDocument::subject).toList())
				.collectMap(FollowerDocument::subject)
				.doOnNext((accounts) -> slice.read(people, accounts)))
			.doOnError((_) -> slice.miss())
			.then();
	}

	/**
	 * Decides for the members to look at. The programme is read after what other threads
	 * have noted was taken over, so that it is not older than that.
	 */
	private Mono<Void> decide(HeldSlice slice) {
		Instant now = this.clock.instant();
		Instant since = slice.dueSince(now);
		List<Member> due = slice.due(now, MOST_MEMBERS);
		return this.programmes.live(slice.eventId())
			.get()
			.flatMapMany((programme) -> Flux.fromIterable(due)
				.publishOn(this.scheduler)
				.concatMap((member) -> this.deciding.decide(slice, member, programme)))
			.collect(ArrayList<Outgoing>::new, List::addAll)
			.doOnNext((_) -> slice.rest())
			.flatMap((batch) -> this.sending.send(slice, batch, since));
	}

	/**
	 * Finishes the batch that is being sent. No other one begins.
	 */
	@Override
	public void stop(Runnable callback) {
		Sinks.Empty<Void> until = this.end;
		this.end = null;
		if (until != null) {
			until.tryEmitEmpty();
		}
		this.running.timeout(LAST_PATIENCE, Mono.empty())
			.then(Mono.defer(() -> Flux.fromIterable(this.leases.held()).concatMap(this.sending::note).then()))
			.timeout(LAST_PATIENCE.plus(LAST_WRITE), Mono.empty())
			.onErrorComplete()
			.doFinally((_) -> callback.run())
			.subscribe();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.end != null;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	/** Stops after the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

}
