package dev.plenum.platform;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * What one answer stands on: the snapshots that it was made of, until when it holds, and
 * whether it would be the same for everybody. Those who hand such things out note them
 * here, so that whoever has the answer can tell later whether it is still right. It is
 * there in every execution, as a value of GraphQL's context and of Reactor's.
 */
public final class Grounds {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "grounds";

	/** Looking whether an answer still stands must stay cheaper than making it anew. */
	private static final int MOST_SNAPSHOTS = 500;

	private final boolean token;

	private @Nullable Map<Source, Object> snapshots;

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
	 * @param snapshot the snapshot; null where the source has none, which nobody can tell
	 * a moment later
	 */
	public static void note(ContextView context, Source source, @Nullable Object snapshot) {
		if (snapshot == null) {
			noteNothing(context);
			return;
		}
		Grounds grounds = context.getOrDefault(CONTEXT_KEY, null);
		if (grounds != null) {
			grounds.standOn(source, snapshot);
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
	 * @param snapshot the snapshot
	 */
	public synchronized void standOn(Source source, Object snapshot) {
		if (this.unknown) {
			return;
		}
		if (this.snapshots == null) {
			this.snapshots = new IdentityHashMap<>(4);
		}
		Object other = this.snapshots.put(source, snapshot);
		if ((other != null && other != snapshot) || this.snapshots.size() > MOST_SNAPSHOTS) {
			standOnNothing();
		}
	}

	/**
	 * Notes that the answer cannot be relied on a moment later.
	 */
	public synchronized void standOnNothing() {
		this.unknown = true;
		this.snapshots = null;
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
		List<Held> held = (this.snapshots == null) ? List.of()
				: this.snapshots.entrySet()
					.stream()
					.map((entry) -> new Held(entry.getKey(), entry.getValue()))
					.toList();
		return Optional.of(new Settled(held, this.until, this.personal));
	}

	/**
	 * Where snapshots come from.
	 */
	public interface Source {

		/**
		 * Whether a snapshot is still the newest.
		 * @param snapshot a snapshot from here
		 * @return false from the moment when there is a newer one, or when no newer one
		 * would be heard of
		 */
		boolean shows(Object snapshot);

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

	}

	/**
	 * A snapshot and where it comes from.
	 *
	 * @param source where it comes from
	 * @param snapshot the snapshot
	 */
	public record Held(Source source, Object snapshot) {

		boolean isNewest() {
			return this.source.shows(this.snapshot);
		}

	}

}
