package dev.plenum.platform.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Executes commands. A command that writes is answered after the commit. The commands of
 * change streams are implemented here (the library's oplog is off), all others by the
 * library.
 */
final class EmbeddedBackend extends H2Backend {

	private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify", "create",
			"createindexes", "drop", "dropindexes", "dropdatabase", "renamecollection");

	private static final int MAX_SHRINKING_MILLIS = 200;

	private static final Duration MAJORITY_PATIENCE = Duration.ofSeconds(10);

	private final ChangeLog log;

	private final Duration lag;

	private final ChangeStreams streams;

	/** Shared by commands that write; exclusive for the commit. */
	private final ReadWriteLock writing = new ReentrantReadWriteLock();

	private final WriteFaults faults;

	private volatile boolean refusesWrites;

	/**
	 * Opens the databases in a file.
	 * @param store the file
	 * @param lag how far the majority is behind the newest state; zero except in tests
	 * @param faults records failed writes
	 */
	EmbeddedBackend(MVStore store, Duration lag, WriteFaults faults) {
		this.log = new ChangeLog();
		this.lag = lag;
		this.faults = faults;
		super(store);
		this.streams = new ChangeStreams(this.log, this::resolveDatabase, getCursorRegistry()::generateCursorId);
	}

	@Override
	protected MongoDatabase openOrCreateDatabase(String name) {
		return new EmbeddedMongoDatabase(name, getMvStore(), getCursorRegistry(), this.log, !this.lag.isZero());
	}

	@Override
	public Document handleMessage(MongoMessage message) {
		try {
			return super.handleMessage(message);
		}
		catch (MongoServerException ex) {
			return errorReply(ex);
		}
		catch (MVStoreException ex) {
			this.faults.failed(ex);
			return errorReply(WriteFaults.refusal());
		}
	}

	/**
	 * Whether the store has closed itself because a write failed.
	 */
	boolean isBroken() {
		return getMvStore().isClosed();
	}

	/**
	 * Whether commands that write are rejected.
	 */
	boolean refusesWrites() {
		return this.refusesWrites;
	}

	void refuseWrites() {
		this.refusesWrites = true;
	}

	void acceptWrites() {
		this.refusesWrites = false;
	}

	private static Document errorReply(MongoServerException exception) {
		Document reply = new Document("ok", 0.0).append("errmsg", exception.getMessageWithoutErrorCode());
		if (exception instanceof MongoServerError error) {
			reply.append("code", error.getCode()).append("codeName", error.getCodeName());
		}
		if (exception instanceof HistoryLostException) {
			reply.append("errorLabels", List.of("NonResumableChangeStreamError"));
		}
		return reply;
	}

	@Override
	public Document handleCommand(Channel channel, String database, String command, Document query) {
		String name = command.toLowerCase(Locale.ROOT);
		if (name.equals("hello") || name.equals("ismaster")) {
			return super.handleCommand(channel, database, "ismaster", query).append("isWritablePrimary", true)
				.append("embedded", true);
		}
		if (name.equals("aggregate")) {
			Document options = ChangeStreams.optionsOf(query);
			if (options != null) {
				return this.streams.open(database, query, options);
			}
		}
		if (WRITES.contains(name)) {
			return write(channel, database, command, query);
		}
		return readsCommitted(query)
				? EmbeddedCollection.readingCommitted(() -> super.handleCommand(channel, database, command, query))
				: super.handleCommand(channel, database, command, query);
	}

	/**
	 * Executes and commits a command that writes. If it changed something and its write
	 * concern is the majority, it is answered when the majority has it.
	 */
	private Document write(Channel channel, String database, String command, Document query) {
		if (this.refusesWrites) {
			throw WriteFaults.refusal();
		}
		Document reply;
		this.writing.readLock().lock();
		try {
			reply = super.handleCommand(channel, database, command, query);
		}
		finally {
			this.writing.readLock().unlock();
			commit();
		}
		if (!this.lag.isZero() && awaitsMajority(query) && hasWritten(command, reply)) {
			this.log.awaitPublished(this.log.latest(), MAJORITY_PATIENCE);
		}
		return reply;
	}

	private static boolean readsCommitted(Document query) {
		return query.get("readConcern") instanceof Document concern && "majority".equals(concern.get("level"));
	}

	private static boolean awaitsMajority(Document query) {
		return !(query.get("writeConcern") instanceof Document concern && concern.get("w") instanceof Number);
	}

	/** The library also counts an insert that failed. */
	private static boolean hasWritten(String command, Document reply) {
		int failed = (command.equals("insert") && reply.get("writeErrors") instanceof List<?> errors) ? errors.size()
				: 0;
		return reply.get("n") instanceof Number count && count.intValue() > failed || reply.get("value") != null;
	}

	/**
	 * Commits the writes of the finished commands. Has no effect if the commit of another
	 * command included them. No other command runs meanwhile, so the file never contains
	 * half of a command.
	 */
	@Override
	public void commit() {
		this.writing.writeLock().lock();
		try {
			store();
			publish(this.log.latest());
		}
		finally {
			this.writing.writeLock().unlock();
		}
	}

	/**
	 * Commits to the file. A closed store commits nothing and reports nothing.
	 */
	private void store() {
		try {
			getMvStore().commit();
		}
		catch (MVStoreException ex) {
			this.faults.failed(ex);
		}
		if (isBroken()) {
			throw WriteFaults.refusal();
		}
		this.faults.written();
	}

	private void publish(long position) {
		if (this.lag.isZero()) {
			this.log.publish(position);
		}
		else {
			CompletableFuture.delayedExecutor(this.lag.toNanos(), TimeUnit.NANOSECONDS)
				.execute(() -> this.log.publish(position));
		}
	}

	@Override
	protected Document handleGetMore(String database, String command, Document query) {
		Document reply = this.streams.more(database, query);
		return (reply != null) ? reply : super.handleGetMore(database, command, query);
	}

	@Override
	protected Document handleKillCursors(Document query) {
		if (query.get("cursors") instanceof List<?> cursors) {
			this.streams.kill(cursors);
		}
		return super.handleKillCursors(query);
	}

	/**
	 * Ends all change streams, so that no command keeps waiting.
	 */
	void closeStreams() {
		this.streams.closeAll();
	}

	/**
	 * Compacts the file for a moment and closes it.
	 */
	@Override
	public void close() {
		try {
			getMvStore().close(MAX_SHRINKING_MILLIS);
			super.close();
		}
		catch (MVStoreException ex) {
			this.faults.failed(ex);
		}
	}

}
