package dev.plenum.platform;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * What one answer stands on: the versions of the snapshots that it was made of, until
 * when it holds, and whether it would be the same for everybody. Those who hand such
 * things out note them here, so that whoever has the answer can tell later whether it is
 * still right. No snapshot is referred to, so that a kept answer keeps none in memory. It
 * is there in every execution, as a value of GraphQL's context and of Reactor's.
 */
public final class Grounds {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "grounds";

	/** Looking whether an answer still stands must stay cheaper than making it anew. */
	private static final int MOST_SNAPSHOTS = 500;

	private final boolean token;

	private @Nullable Map<Source, Long> versions;

	private Instant until = Instant.MAX;

	private boolean personal;

	private boolean unknown;

	/**
	 * Nothing yet.
	 * @param token whether it is asked with a token
	 */
	public Grounds(boolean token) {
		this.token = token;
	}

	/**
	 * Notes a snapshot in an execution, if there is one.
	 * @param context the context of whoever asks for the snapshot
	 * @param source where it comes from
	 * @param version its version
	 */
	public static void note(ContextView context, Source source, long version) {
		Grounds grounds = context.getOrDefault(CONTEXT_KEY, null);
		if (grounds != null) {
			grounds.standOn(source, version);
		}
	}

	/**
	 * Notes in an execution, if there is one, that the answer cannot be relied on a
	 * moment later.
	 * @param context the context of whoever asks
	 */
	public static void noteNothing(ContextView context) {
		Grounds grounds = context.getOrDefault(CONTEXT_KEY, null);
		if (grounds != null) {
			grounds.standOnNothing();
		}
	}

	/**
	 * Whether it is asked with a token. What is different for those who have one must be
	 * noted besides.
	 * @return false if it is asked without
	 */
	public boolean hasToken() {
		return this.token;
	}

	/**
	 * Notes that the answer is made of a snapshot.
	 * @param source where it comes from
	 * @param version its version
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
	 * Notes that the answer cannot be relied on a moment later.
	 */
	public synchronized void standOnNothing() {
		this.unknown = true;
		this.versions = null;
	}

	/**
	 * Notes that the answer becomes another at a certain time.
	 * @param moment when
	 */
	public synchronized void standUntil(Instant moment) {
		if (moment.isBefore(this.until)) {
			this.until = moment;
		}
	}

	/**
	 * Notes that the answer depends on who is asking.
	 */
	public synchronized void dependOnCaller() {
		this.personal = true;
	}

	/**
	 * What was noted, once the answer is whole.
	 * @return what the answer stands on; empty if it cannot be told a moment later
	 * whether it is still right
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
	 * Where snapshots come from. It refers to none of them.
	 */
	public interface Source {

		/**
		 * Whether a snapshot is still the newest.
		 * @param version the version of a snapshot from here
		 * @return false from the moment when there is a newer one, or when no newer one
		 * would be heard of
		 */
		boolean shows(long version);

		/**
		 * Notes that an answer made of the newest snapshot is given again.
		 */
		default void use() {
		}

	}

	/**
	 * What a whole answer stands on.
	 *
	 * @param snapshots the snapshots that it was made of
	 * @param until when time alone makes it another
	 * @param personal whether it depends on who was asking
	 */
	public record Settled(List<Held> snapshots, Instant until, boolean personal) {

		/**
		 * Whether the answer is still right.
		 * @param now the moment
		 * @return true if it would be answered the same at this moment
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
		 * Notes that the answer is given again.
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
	 * @param source where it comes from
	 * @param version its version
	 */
	public record Held(Source source, long version) {

		boolean isNewest() {
			return this.source.shows(this.version);
		}

	}

}
