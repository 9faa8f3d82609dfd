package dev.plenum.changelog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.plenum.changelog.StepDocument.NodeEntry;
import dev.plenum.platform.mongo.Companion;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Compares what the snapshots of one event show with their changelog, and appends a step
 * for whatever differs. Every server that uses the event does so. The id of a step
 * contains its number, so that one of them succeeds; the others receive its step after
 * the documents that it describes, and compare again.
 *
 * @param <T> the type of the snapshots
 */
final class Keeper<T> implements Companion<T> {

	/** The number of nodes in a step at most. */
	static final int MOST_NODES = 500;

	/** How many ticks to wait for a step that was sent: three seconds. */
	private static final int TICKS_OF_PATIENCE = 30;

	private final String eventId;

	private final Subject<T> subject;

	private final Supplier<Disposable> use;

	private final Disposable.Composite held = Disposables.composite();

	private volatile @Nullable T newest;

	private volatile boolean sending;

	private final Pace pace = new Pace();

	private @Nullable T compared;

	private Map<String, Seen> seen = Map.of();

	private List<NodeEntry> ahead = List.of();

	/** When something changes without a write. */
	private Instant nextTurn = Instant.MIN;

	private boolean continues;

	private int sent;

	private long sentTick;

	/**
	 * Creates a keeper.
	 * @param eventId the event
	 * @param subject how its snapshots are compared
	 * @param use holds what else must be in memory, from the first snapshot on
	 */
	Keeper(String eventId, Subject<T> subject, Supplier<Disposable> use) {
		this.eventId = eventId;
		this.subject = subject;
		this.use = use;
	}

	@Override
	public void receive(T snapshot) {
		this.newest = snapshot;
	}

	@Override
	public void dispose() {
		this.held.dispose();
	}

	@Override
	public boolean isDisposed() {
		return this.held.isDisposed();
	}

	/** The newest changelog; null before the first snapshot. */
	@Nullable Changelog changelog() {
		T snapshot = this.newest;
		return (snapshot != null) ? this.subject.changelog().apply(snapshot) : null;
	}

	/**
	 * Compares if something can have changed, and appends what differs. One thread calls
	 * this regularly.
	 * @param tick the number of the call
	 * @param now the present
	 * @return the step to append; null for none
	 */
	@Nullable StepDocument tick(long tick, Instant now) {
		T snapshot = this.newest;
		if (snapshot == null || this.sending) {
			return null;
		}
		if (this.compared == null) {
			this.held.add(this.use.get());
		}
		Changelog changelog = this.subject.changelog().apply(snapshot);
		this.pace.note(tick, changelog.version());
		if (changelog.version() < this.sent && tick - this.sentTick < TICKS_OF_PATIENCE
				|| !(this.continues || this.pace.allowsStep())) {
			return null;
		}
		if (snapshot != this.compared || !now.isBefore(this.nextTurn)) {
			this.compared = snapshot;
			this.nextTurn = Instant.MAX;
			compare(snapshot, changelog, now);
		}
		if (this.ahead.isEmpty()) {
			this.continues = false;
			return null;
		}
		this.continues = this.ahead.size() > MOST_NODES;
		this.sent = changelog.version() + 1;
		this.sentTick = tick;
		this.sending = true;
		return StepDocument.of(this.eventId, this.sent, now,
				List.copyOf(this.continues ? this.ahead.subList(0, MOST_NODES) : this.ahead));
	}

	/**
	 * Notes that the last step was stored, refused or failed.
	 */
	void sent() {
		this.sending = false;
	}

	private void compare(T snapshot, Changelog changelog, Instant now) {
		Map<String, Seen> next = new HashMap<>();
		Set<String> existing = new HashSet<>();
		List<NodeEntry> differences = new ArrayList<>();
		Instant turn = Instant.MAX;
		for (Visible visible : this.subject.visible().apply(snapshot)) {
			Seen shown = Seen.of(visible, this.seen.get(visible.id()));
			next.put(visible.id(), shown);
			Instant passed = shown.passed(now);
			Instant upcoming = shown.upcoming(now);
			turn = upcoming.isBefore(turn) ? upcoming : turn;
			shown.prints().forEach((id, print) -> {
				existing.add(id);
				add(differences, changelog, id, print, id.equals(visible.id()) ? passed : null);
			});
		}
		changelog.existing()
			.map(NodeEntry::id)
			.filter((id) -> !existing.contains(id)
					&& NodeKind.of(id).filter(this.subject.kinds()::contains).isPresent())
			.forEach((id) -> differences.add(NodeEntry.removed(id)));
		this.seen = next;
		this.ahead = differences;
		this.nextTurn = turn;
	}

	private static void add(List<NodeEntry> differences, Changelog changelog, String id, long print,
			@Nullable Instant passed) {
		NodeEntry known = changelog.entry(id);
		if (changelog.removals().contains(id)) {
			differences.add(NodeEntry.removed(id));
		}
		else if (known == null || known.differs(print, passed)) {
			differences.add(NodeEntry.changed(id, print, (known != null) ? known.later(passed) : passed));
		}
	}

	/**
	 * What was compared last, so that only changes are hashed.
	 *
	 * @param visible what the snapshot shows
	 * @param prints its fingerprints
	 * @param turns the moments at which it changes by itself, in order
	 */
	private record Seen(Visible visible, Map<String, Long> prints, List<Instant> turns) {

		static Seen of(Visible visible, @Nullable Seen before) {
			return (before != null && before.visible.equals(visible)) ? before
					: new Seen(visible, visible.prints(), visible.turns().sorted().toList());
		}

		@Nullable Instant passed(Instant now) {
			return this.turns.reversed().stream().filter((turn) -> !turn.isAfter(now)).findFirst().orElse(null);
		}

		Instant upcoming(Instant now) {
			return this.turns.stream().filter((turn) -> turn.isAfter(now)).findFirst().orElse(Instant.MAX);
		}

	}

}
