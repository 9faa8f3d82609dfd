package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.mongodb.client.model.Updates;
import dev.plenum.push.DeviceEntry.Reason;
import dev.plenum.push.content.Message;
import dev.plenum.push.delivery.Delivered;
import dev.plenum.push.delivery.Delivery;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends a batch of messages and moves the places of its devices. What is sent is noted in
 * the slice first, by a write that checks the lease: after a crash the next server knows
 * which messages may have been sent, and sends them again so that they do not ring. A
 * batch does not wait for slow devices: their places move later.
 */
@Component
class Sending implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Sending.class);

	/** How many devices are sent to at the same time. */
	private static final int AT_A_TIME = 64;

	/** With more devices under way, no batch begins. */
	private static final int MOST_UNDER_WAY = 2000;

	/**
	 * How long a batch waits for slow devices while no other one has received anything.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Slices slices;

	private final Leases leases;

	private final Claims claims;

	private final DeviceDesk devices;

	private final Delivery delivery;

	private final Scheduler scheduler;

	private final InstantSource clock;

	private final Disposable.Composite running = Disposables.composite();

	private final AtomicInteger underWay = new AtomicInteger();

	private volatile Duration lag = Duration.ZERO;

	private final Backoff backoff = new Backoff();

	Sending(Slices slices, Leases leases, Claims claims, DeviceDesk devices, Delivery delivery, Scheduler pushScheduler,
			InstantSource clock) {
		this.slices = slices;
		this.leases = leases;
		this.claims = claims;
		this.devices = devices;
		this.delivery = delivery;
		this.scheduler = pushScheduler;
		this.clock = clock;
	}

	int underWay() {
		return this.underWay.get();
	}

	boolean isFull() {
		return this.underWay.get() >= MOST_UNDER_WAY;
	}

	/**
	 * Moves places without messages, and sends the others their messages first.
	 * @param dueSince since when the batch is due
	 * @return completes when all are sent, or when nothing was sent for two seconds
	 */
	Mono<Void> send(HeldSlice slice, List<Outgoing> batch, Instant dueSince) {
		return batch.isEmpty() ? Mono.empty() : owned(slice, batch).flatMap((owned) -> begin(slice, owned))
			.doOnSuccess((_) -> this.lag = Duration.between(dueSince, this.clock.instant()));
	}

	/**
	 * Returns how long after it was due the last batch was sent.
	 */
	Duration lag() {
		return this.lag;
	}

	/**
	 * Leaves out devices that belong to another person by now.
	 */
	private Mono<List<Outgoing>> owned(HeldSlice slice, List<Outgoing> batch) {
		Map<String, List<Outgoing>> byEvent = batch.stream()
			.filter((outgoing) -> !outgoing.messages().isEmpty())
			.collect(Collectors.groupingBy((outgoing) -> outgoing.device().owner().eventId()));
		return Flux.fromIterable(byEvent.entrySet())
			.concatMap((some) -> this.claims.byIds(some.getKey(),
					some.getValue().stream().map((outgoing) -> outgoing.device().claimId()).toList()))
			.collectMap(ClaimDocument::id)
			.map((claims) -> batch.stream().filter((outgoing) -> isOwned(slice, outgoing, claims)).toList());
	}

	private boolean isOwned(HeldSlice slice, Outgoing outgoing, Map<String, ClaimDocument> claims) {
		ClaimDocument claim = claims.get(outgoing.device().claimId());
		if (outgoing.messages().isEmpty()
				|| claim != null && claim.subject().equals(outgoing.member().person().subject())) {
			return true;
		}
		if (claim != null) {
			forget(slice, outgoing);
		}
		return false;
	}

	private Mono<Void> begin(HeldSlice slice, List<Outgoing> batch) {
		List<Bson> updates = new ArrayList<>();
		List<Outgoing> messages = new ArrayList<>();
		batch.forEach((outgoing) -> {
			String device = outgoing.device().id();
			if (outgoing.messages().isEmpty()) {
				slice.move(device, outgoing.place());
				updates.add(Updates.set("places." + device, slice.stored(device, outgoing.member())));
			}
			else {
				messages.add(outgoing);
				updates.add(Updates.set("underway." + device, outgoing.names()));
			}
		});
		if (updates.isEmpty()) {
			return Mono.empty();
		}
		return this.slices.change(slice.id(), updates).flatMap((held) -> held ? deliver(slice, messages) : lost(slice));
	}

	private Mono<Void> deliver(HeldSlice slice, List<Outgoing> batch) {
		batch.forEach((outgoing) -> slice.begin(outgoing.device().id(), outgoing.names()));
		this.underWay.addAndGet(batch.size());
		Flux<Result> all = Flux.fromIterable(batch).flatMap((outgoing) -> deliver(outgoing).doOnNext((result) -> {
			this.underWay.decrementAndGet();
			slice.finished(result);
		}), AT_A_TIME).cache();
		background(all.then());
		return all.timeout(PATIENCE, Flux.empty()).then(Mono.defer(() -> note(slice)));
	}

	/**
	 * Sends the messages to one device one after the other, up to one that fails.
	 */
	private Mono<Result> deliver(Outgoing outgoing) {
		return Flux.fromIterable(outgoing.messages())
			.concatMap((message) -> this.delivery.send(outgoing.device().entry().requiredAddress(), message)
				.subscribeOn(this.scheduler)
				.map((delivered) -> Map.entry(message, delivered)))
			.takeUntil((tried) -> !isDone(tried.getValue()))
			.collectList()
			.map((tried) -> result(outgoing, tried));
	}

	private static Result result(Outgoing outgoing, List<Map.Entry<Message, Delivered>> tried) {
		return new Result(outgoing,
				tried.stream()
					.filter((one) -> isDone(one.getValue()))
					.map((one) -> Outgoing.name(one.getKey()))
					.toList(),
				tried.stream()
					.filter((one) -> one.getValue() instanceof Delivered.Refused)
					.flatMap((one) -> one.getKey().items().stream())
					.toList(),
				tried.getLast().getValue());
	}

	/** What was refused would be refused again. */
	private static boolean isDone(Delivered delivered) {
		return delivered instanceof Delivered.Sent || delivered instanceof Delivered.Refused;
	}

	/**
	 * Moves the places of the devices that have received their messages.
	 * @return completes when this is stored; otherwise it is tried again
	 */
	Mono<Void> note(HeldSlice slice) {
		List<Result> results = slice.results();
		if (results.isEmpty()) {
			return Mono.empty();
		}
		List<Bson> updates = new ArrayList<>();
		results.forEach((result) -> updates.add(update(slice, result)));
		return this.slices.change(slice.id(), updates).flatMap((held) -> {
			if (!held) {
				return lost(slice);
			}
			results.forEach((result) -> settle(slice, result));
			return Mono.<Void>empty();
		}).doOnError((_) -> results.forEach(slice::finished));
	}

	private static Bson update(HeldSlice slice, Result result) {
		Outgoing outgoing = result.outgoing();
		String device = outgoing.device().id();
		List<String> left = left(result);
		Bson underway = left.isEmpty() ? Updates.unset("underway." + device) : Updates.set("underway." + device, left);
		return isDone(result.last())
				? Updates.combine(underway, Updates.set("places." + device,
						new SliceDocument.StoredPlace(result.place().toString(), outgoing.member().person().id())))
				: underway;
	}

	/** The messages that were sent although the place does not move yet. */
	private static List<String> left(Result result) {
		return (result.last() instanceof Delivered.Busy) ? result.sent() : List.of();
	}

	private void settle(HeldSlice slice, Result result) {
		Outgoing outgoing = result.outgoing();
		String device = outgoing.device().id();
		slice.end(device, left(result));
		slice.retry(device, null);
		switch (result.last()) {
			case Delivered.Sent _ -> arrived(slice, result);
			case Delivered.Refused _ -> {
				arrived(slice, result);
				background(this.devices.noteProblem(outgoing.device(), Reason.REJECTED));
			}
			case Delivered.Busy busy -> {
				slice.retry(device, this.backoff.failed(device, busy.retryAfter(), this.clock.instant()));
				if (this.backoff.isNoticeable(device)) {
					background(this.devices.noteProblem(outgoing.device(), Reason.UNAVAILABLE));
				}
			}
			case Delivered.Gone _ -> forget(slice, outgoing);
		}
		slice.reopen(outgoing.member());
	}

	private void arrived(HeldSlice slice, Result result) {
		String device = result.outgoing().device().id();
		slice.move(device, result.place());
		this.backoff.succeeded(device);
	}

	private void forget(HeldSlice slice, Outgoing outgoing) {
		slice.retry(outgoing.device().id(), this.clock.instant().plus(Backoff.LONGEST_PAUSE));
		background(this.devices.forget(outgoing.device()));
	}

	private void background(Mono<Void> work) {
		Disposable.Swap task = Disposables.swap();
		this.running.add(task);
		task.update(work.doFinally((_) -> this.running.remove(task)).subscribe((_) -> {
		}, (ex) -> log.debug("This is done again at the next message", ex)));
	}

	private Mono<Void> lost(HeldSlice slice) {
		this.leases.lose(slice);
		return Mono.empty();
	}

	@Override
	public void destroy() {
		this.running.dispose();
	}

}
