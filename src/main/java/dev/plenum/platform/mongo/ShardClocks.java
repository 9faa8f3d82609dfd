package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.UUID;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Keeps the clocks of all shards going. The change stream of a sharded cluster is merged
 * from the streams of its shards, and a change is reported once the clock of every shard
 * has passed it; the clock of a shard without writes advances every ten seconds only.
 *
 * <p>
 * A read that asks for a state after a certain cluster time makes each shard that has not
 * reached that time write an empty entry to its oplog. So one server at a time, the one
 * that holds the lease, sends {@code dbStats} with the newest cluster time that it knows.
 * The router passes that command to all shards, also to those without data of this
 * database, and {@code readWrite} allows it. The cost depends on the number of shards
 * only. On a replica set nothing is done.
 */
final class ShardClocks {

	private static final Logger log = LoggerFactory.getLogger(ShardClocks.class);

	/** How late a quiet shard may make a change. */
	static final Duration MOST_DELAY = Duration.ofMillis(500);

	private static final String COLLECTION = "leases";

	private static final String LEASE = "shardClocks";

	private static final Duration RENEWAL = Duration.ofMillis(500);

	/** After so long without a renewal, the lease is free. */
	private static final Duration EXPIRY = Duration.ofMillis(1500);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** Number of test writes before the log says that changes are late. */
	private static final int MOST_PROBES = 3;

	private final String self = UUID.randomUUID().toString();

	private final MongoDatabase database;

	private final MongoCollection<Document> leases;

	private final Duration interval;

	private final Mono<Boolean> sharded;

	private volatile boolean holding;

	private volatile boolean refused;

	/** The newest cluster time in a reply. */
	private volatile @Nullable BsonTimestamp clusterTime;

	private long seenBeat = -1;

	/** When a renewal of the lease was last seen, by {@link System#nanoTime()}. */
	private long seenAt;

	ShardClocks(MongoDatabase database, Duration interval) {
		this.database = database;
		this.leases = database.getCollection(COLLECTION);
		this.interval = interval;
		this.sharded = askRouter().cacheInvalidateIf((any) -> false);
	}

	/**
	 * Whether the database is a sharded cluster. The answer is kept; an error is not.
	 */
	Mono<Boolean> sharded() {
		return this.sharded;
	}

	/**
	 * Keeps the clocks going, on a sharded cluster until it is cancelled.
	 * @param echo writes something and completes when the feed has received it
	 */
	Mono<Void> keep(Mono<Void> echo) {
		return this.sharded.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(PATIENCE))
			.filter(Boolean::booleanValue)
			.flatMap((router) -> Mono.when(holdLease(), advance(), probe(echo)));
	}

	/** The router of a sharded cluster identifies itself in the handshake. */
	private Mono<Boolean> askRouter() {
		return run(new Document("hello", 1)).onErrorResume((ex) -> run(new Document("isMaster", 1)))
			.map((reply) -> "isdbgrid".equals(reply.get("msg")));
	}

	private Mono<Document> run(Document command) {
		return Mono.defer(() -> Mono.from(this.database.runCommand(command))).timeout(PATIENCE);
	}

	private Mono<Void> advance() {
		return Flux.interval(this.interval)
			.onBackpressureDrop()
			.filter((tick) -> this.holding)
			.concatMap((tick) -> read(), 1)
			.then();
	}

	private Mono<Void> read() {
		BsonTimestamp after = this.clusterTime;
		Document command = new Document("dbStats", 1);
		if (after != null) {
			command.append("readConcern", new Document("level", "local").append("afterClusterTime", after));
		}
		return run(command).doOnNext(this::note).doOnError(this::refuse).onErrorComplete().then();
	}

	private void note(Document reply) {
		if (reply.get("$clusterTime") instanceof Document time
				&& time.get("clusterTime") instanceof BsonTimestamp newest) {
			this.clusterTime = newest;
		}
		this.refused = false;
	}

	private void refuse(Throwable cause) {
		this.clusterTime = null;
		if (!this.refused) {
			this.refused = true;
			log.warn("The read that keeps the clocks of all shards going failed: {}", cause.getMessage());
		}
	}

	private Mono<Void> holdLease() {
		Mono<Void> begin = Mono
			.defer(() -> Mono.from(this.leases.updateOne(Filters.eq(LEASE), Updates.setOnInsert("beat", 0L),
					new UpdateOptions().upsert(true))))
			.timeout(PATIENCE)
			.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(PATIENCE))
			.then();
		return begin.thenMany(Flux.interval(Duration.ZERO, RENEWAL))
			.onBackpressureDrop()
			.concatMap((tick) -> (this.holding ? renew() : takeOver()).timeout(PATIENCE, Mono.just(false))
				.onErrorReturn(false)
				.doOnNext((held) -> this.holding = held), 1)
			.then();
	}

	private Mono<Boolean> renew() {
		return Mono
			.from(this.leases.updateOne(Filters.and(Filters.eq(LEASE), Filters.eq("holder", this.self)),
					Updates.inc("beat", 1L)))
			.map((result) -> result.getMatchedCount() == 1);
	}

	/**
	 * Takes the lease if it has not been renewed for a while, by this server's own clock,
	 * since the clocks of two servers may differ.
	 */
	private Mono<Boolean> takeOver() {
		return Mono.from(this.leases.find(Filters.eq(LEASE)).first()).flatMap((lease) -> {
			long beat = lease.getLong("beat");
			if (beat != this.seenBeat) {
				this.seenBeat = beat;
				this.seenAt = System.nanoTime();
			}
			boolean free = lease.get("holder") == null || System.nanoTime() - this.seenAt > EXPIRY.toNanos();
			return free ? take(beat) : Mono.just(false);
		}).defaultIfEmpty(false);
	}

	private Mono<Boolean> take(long beat) {
		return Mono
			.from(this.leases.updateOne(Filters.and(Filters.eq(LEASE), Filters.eq("beat", beat)),
					Updates.combine(Updates.set("holder", this.self), Updates.inc("beat", 1L))))
			.map((result) -> result.getMatchedCount() == 1);
	}

	/** Logs at the start whether changes arrive in time. */
	private Mono<Void> probe(Mono<Void> echo) {
		Mono<Boolean> inTime = echo.thenReturn(true)
			.elapsed()
			.map((received) -> received.getT1() <= MOST_DELAY.toMillis())
			.onErrorReturn(false);
		return echo.onErrorComplete()
			.thenMany(inTime.repeat(MOST_PROBES - 1L))
			.any(Boolean::booleanValue)
			.doOnNext(ShardClocks::report)
			.then();
	}

	private static void report(boolean inTime) {
		if (inTime) {
			log.info("The database is a sharded cluster, and the clocks of all shards are kept going");
		}
		else {
			log.warn(
					"The database is a sharded cluster, and a quiet shard delays all changes by more than {} ms: "
							+ "the clocks of its shards cannot be kept going (see k8s/README.md)",
					MOST_DELAY.toMillis());
		}
	}

	/** Releases the lease for another server. */
	Mono<Void> stop() {
		return this.holding ? Mono
			.from(this.leases.updateOne(Filters.and(Filters.eq(LEASE), Filters.eq("holder", this.self)),
					Updates.unset("holder")))
			.timeout(PATIENCE)
			.then()
			.onErrorComplete() : Mono.empty();
	}

}
