package dev.plenum.platform.embedded;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes, in memory, which change streams read: at most 10,000 changes, and
 * at most 64 MB of BSON or a sixteenth of the heap. A change is visible when it is
 * {@linkplain #publish published}, that is when it is in the file. A position is the time
 * of the change that was read last.
 */
final class ChangeLog {

	private static final int MAX_CHANGES = 10_000;

	private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

	private static final int HEX_DIGITS = 16;

	private final ConcurrentNavigableMap<Long, Change> changes = new ConcurrentSkipListMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition news = this.lock.newCondition();

	/** Distinguishes the tokens of this log from those of an earlier process. */
	private final String run = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

	private long latest = now();

	private int count;

	private long bytes;

	private volatile long published = this.latest;

	private volatile long forgotten = this.latest;

	/**
	 * Adds a change, invisible until it is published.
	 * @param operationType the operation type of the change event
	 * @param database the name of the database
	 * @param collection the name of the collection; null if the whole database changed
	 * @param event the rest of the change event
	 * @return its position
	 */
	long append(String operationType, String database, @Nullable String collection, Document event) {
		byte[] encoded = BsonFormat.encode(event);
		this.lock.lock();
		try {
			this.latest = Math.max(this.latest + 1, now());
			this.changes.put(this.latest, new Change(this.latest, operationType, database, collection, encoded));
			this.count++;
			this.bytes += encoded.length;
			while (this.count > 1 && (this.count > MAX_CHANGES || this.bytes > MAX_BYTES)) {
				forgetOldest();
			}
			return this.latest;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void forgetOldest() {
		Change oldest = this.changes.firstEntry().getValue();
		this.forgotten = oldest.time();
		this.changes.remove(oldest.time());
		this.count--;
		this.bytes -= oldest.event().length;
	}

	/**
	 * The position of the newest change, published or not.
	 */
	long latest() {
		this.lock.lock();
		try {
			return this.latest;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Makes the changes up to a position visible and wakes the waiting streams.
	 */
	void publish(long position) {
		this.lock.lock();
		try {
			if (this.published < position) {
				this.published = position;
				this.news.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends every wait early.
	 */
	void wakeAll() {
		this.lock.lock();
		try {
			this.news.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until there is a change after a position, or {@link #wakeAll()} is called.
	 * @param position the position
	 * @param nanos how long to wait at most
	 * @return the rest of that time; zero or less if it is over
	 * @throws InterruptedException never in practice, as nobody interrupts the commands
	 */
	long awaitAfter(long position, long nanos) throws InterruptedException {
		this.lock.lock();
		try {
			return (this.published > position) ? nanos : this.news.awaitNanos(nanos);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a change is published.
	 * @param position its position
	 * @param patience how long to wait at most
	 */
	void awaitPublished(long position, Duration patience) {
		long nanos = patience.toNanos();
		try {
			while (this.published < position && nanos > 0) {
				nanos = awaitAfter(position - 1, nanos);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The published changes after a position, oldest first. This is a view: changes may
	 * be dropped while it is read, so call {@link #checkKept} afterwards.
	 */
	Collection<Change> after(long position) {
		long end = this.published;
		return (position < end) ? this.changes.subMap(position, false, end, true).values() : List.of();
	}

	/**
	 * The position of the newest published change.
	 */
	long position() {
		return this.published;
	}

	/**
	 * Checks that every change after a position is still in the log.
	 * @param position the position
	 * @throws HistoryLostException if one is not
	 */
	void checkKept(long position) {
		if (position < this.forgotten) {
			throw new HistoryLostException();
		}
	}

	/**
	 * Creates the token with which a client resumes a stream.
	 * @param position the position after which the stream continues
	 * @return the resume token
	 */
	Document tokenAt(long position) {
		return new Document("_data", HexFormat.of().toHexDigits(position) + this.run);
	}

	/**
	 * Reads the position from a token of {@link #tokenAt}.
	 * @param token the resume token
	 * @return the position
	 * @throws HistoryLostException if the token belongs to another process or server
	 */
	long positionOf(Document token) {
		if (token.get("_data") instanceof String data && data.length() == 2 * HEX_DIGITS && data.endsWith(this.run)) {
			return HexFormat.fromHexDigitsToLong(data, 0, HEX_DIGITS);
		}
		throw new HistoryLostException();
	}

	private static long now() {
		return Instant.now().getEpochSecond() << Integer.SIZE;
	}

}
