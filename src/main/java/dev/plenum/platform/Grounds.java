package dev.plenum.platform;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Records what one answer depends on: the versions of snapshots, the time at which it
 * changes, and whether it depends on the caller. So it can be determined later whether
 * the answer is still valid. It refers to no snapshot, so that a kept answer does not
 * keep snapshots in memory. It is available in every execution, as a value of the
 * contexts of GraphQL and of Reactor.
 */
public final class Grounds {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "grounds";

	/** To check an answer must be cheaper than to make it again. */
	private static final int MOST_SNAPSHOTS = 500;

	private final boolean token;

	private @Nullable Map<Source, Long> versions;

	private Instant until = Instant.MAX;

	private boolean personal;

	private boolean unknown;

	/**
	 * Creates an empty record.
	 * @param token whether the request has a token
	 */
	public Grounds(boolean token) {
		this.token = token;
	}

	/**
	 * Records a snapshot if an execution uses it.
	 * @param context the context of the user of the snapshot
	 * @param source the source of the snapshot
	 * @param version the version of the snapshot
	 */
	public static void note(ContextView context, Source source, long version) {
		Grounds grounds = context.getOrDefault(CONTEXT_KEY, null);
		if (grounds != null) {
			grounds.standOn(source, version);
		}
	}

	/**
	 * Records that the answer cannot be reused, if it belongs to an execution.
	 * @param context the context of the user
	 */
	public static void noteNothing(ContextView context) {
		Grounds grounds = context.getOrDefault(CONTEXT_KEY, null);
		if (grounds != null) {
			grounds.standOnNothing();
		}
	}

	/**
	 * Returns whether the request has a token. It must also be recorded if the answer
	 * depends on the caller.
	 * @return false if the request has no token
	 */
	public boolean hasToken() {
		return this.token;
	}

	/**
	 * Records that the answer depends on a snapshot.
	 * @param source the source of the snapshot
	 * @param version the version of the snapshot
	 */
	public synchronized void standOn(Source source, long version) {
		if (this.unknown) {
			return;
		}
		if (this.versions == null) {
			this.versions = new IdentityHashMap<>(4);
		}
		Long other = this.versions.put(source, version);
		if ((other != null && other != version) || this.versions.size() > MOST_SNAPSHOTS) {
			standOnNothing();
		}
	}

	/**
	 * Records that the answer cannot be reused.
	 */
	public synchronized void standOnNothing() {
		this.unknown = true;
		this.versions = null;
	}

	/**
	 * Records that the answer changes at a certain time.
	 * @param moment the time
	 */
	public synchronized void standUntil(Instant moment) {
		if (moment.isBefore(this.until)) {
			this.until = moment;
		}
	}

	/**
	 * Records that the answer depends on the caller.
	 */
	public synchronized void dependOnCaller() {
		this.personal = true;
	}

	/**
	 * Returns the record when the answer is complete.
	 * @return what the answer depends on; empty if the answer cannot be reused
	 */
	public synchronized Optional<Settled> settle() {
		if (this.unknown) {
			return Optional.empty();
		}
		List<Held> held = (this.versions == null) ? List.of()
				: this.versions.entrySet().stream().map((entry) -> new Held(entry.getKey(), entry.getValue())).toList();
		return Optional.of(new Settled(held, this.until, this.personal));
	}

	/**
	 * A source of snapshots. It refers to none of them.
	 */
	public interface Source {

		/**
		 * Returns whether a snapshot is still the newest.
		 * @param version the version of a snapshot of this source
		 * @return false if there is a newer one, or if the source would not receive it
		 */
		boolean shows(long version);

		/**
		 * Records that an answer made of the newest snapshot is used again.
		 */
		default void use() {
		}

	}

	/**
	 * What a complete answer depends on.
	 *
	 * @param snapshots the snapshots that it was made of
	 * @param until the time at which it changes
	 * @param personal whether it depends on the caller
	 */
	public record Settled(List<Held> snapshots, Instant until, boolean personal) {

		/**
		 * Returns whether the answer is still valid.
		 * @param now the current time
		 * @return true if a new execution would give the same answer
		 */
		public boolean hold(Instant now) {
			for (int i = 0; i < this.snapshots.size(); i++) {
				if (!this.snapshots.get(i).isNewest()) {
					return false;
				}
			}
			return now.isBefore(this.until);
		}

		/**
		 * Records that the answer is used again.
		 */
		public void use() {
			for (int i = 0; i < this.snapshots.size(); i++) {
				this.snapshots.get(i).source().use();
			}
		}

	}

	/**
	 * A snapshot that an answer was made of.
	 *
	 * @param source the source of the snapshot
	 * @param version the version of the snapshot
	 */
	public record Held(Source source, long version) {

		boolean isNewest() {
			return this.source.shows(this.version);
		}

	}

}
