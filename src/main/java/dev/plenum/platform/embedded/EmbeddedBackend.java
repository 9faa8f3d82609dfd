package dev.plenum.platform.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Set;
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

/**
 * Carries out the commands: those that write so that their answer comes after the commit,
 * those of change streams by itself (the library's oplog stays off), all others as the
 * library does.
 */
final class EmbeddedBackend extends H2Backend {

	private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify", "create",
			"createindexes", "drop", "dropindexes", "dropdatabase", "renamecollection");

	private static final int MAX_SHRINKING_MILLIS = 200;

	private final ChangeLog log;

	private final ChangeStreams streams;

	/** Shared by the commands that write; exclusive for the commit. */
	private final ReadWriteLock writing = new ReentrantReadWriteLock();

	EmbeddedBackend(MVStore store) {
		this.log = new ChangeLog();
		super(store);
		this.streams = new ChangeStreams(this.log, this::resolveDatabase, getCursorRegistry()::generateCursorId);
	}

	@Override
	protected MongoDatabase openOrCreateDatabase(String name) {
		return new EmbeddedMongoDatabase(name, getMvStore(), getCursorRegistry(), this.log);
	}

	@Override
	public Document handleMessage(MongoMessage message) {
		try {
			return super.handleMessage(message);
		}
		catch (MongoServerException ex) {
			return errorReply(ex);
		}
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
		return super.handleCommand(channel, database, command, query);
	}

	private Document write(Channel channel, String database, String command, Document query) {
		this.writing.readLock().lock();
		try {
			return super.handleCommand(channel, database, command, query);
		}
		finally {
			this.writing.readLock().unlock();
			commit();
		}
	}

	/**
	 * Commits what the finished commands wrote; does nothing if another command's commit
	 * has taken it along. No command is under way meanwhile, so the file never has half
	 * of one.
	 */
	@Override
	public void commit() {
		this.writing.writeLock().lock();
		try {
			getMvStore().commit();
			this.log.publish();
		}
		finally {
			this.writing.writeLock().unlock();
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
	 * Ends all change streams, so that no command is left waiting.
	 */
	void closeStreams() {
		this.streams.closeAll();
	}

	/**
	 * Closes the file, after shrinking it for a moment.
	 */
	@Override
	public void close() {
		getMvStore().close(MAX_SHRINKING_MILLIS);
		super.close();
	}

}
