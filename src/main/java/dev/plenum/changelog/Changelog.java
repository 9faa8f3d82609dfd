package dev.plenum.changelog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.changelog.StepDocument.NodeEntry;
import org.jspecify.annotations.Nullable;

/**
 * The visible changes of one event, as far as a snapshot knows them: its version, the
 * last steps, and what was recorded of each node. Immutable.
 */
public final class Changelog {

	/** An empty changelog. */
	public static final Changelog NONE = new Changelog(0, List.of(), Map.of(), Map.of(), Set.of());

	/** The number of steps that are kept at least, if they are not large. */
	static final int KEPT_STEPS = 1_000;

	/** How many steps more are kept before the oldest ones are dropped. */
	static final int SPARE_STEPS = 250;

	/** The number of nodes in the steps that are kept. */
	private static final int KEPT_NODES = 40_000;

	/** A map of the newest entries is copied with each step, and merged at this size. */
	private static final int MOST_RECENT = 500;

	private final int version;

	private final List<Step> steps;

	private final Map<String, NodeEntry> older;

	private final Map<String, NodeEntry> recent;

	private final Set<String> removals;

	private Changelog(int version, List<Step> steps, Map<String, NodeEntry> older, Map<String, NodeEntry> recent,
			Set<String> removals) {
		this.version = version;
		this.steps = steps;
		this.older = older;
		this.recent = recent;
		this.removals = removals;
	}

	/**
	 * Makes the changelog of what was read.
	 * @param base the last base; null if there is none
	 * @param steps the stored steps in order
	 */
	static Changelog of(@Nullable BaseDocument base, List<StepDocument> steps) {
		Map<String, NodeEntry> known = new HashMap<>();
		int version = 0;
		if (base != null) {
			version = base.number();
			base.nodes().forEach((entry) -> known.put(entry.id(), entry));
		}
		List<Step> kept = new ArrayList<>();
		for (StepDocument step : steps) {
			if (!kept.isEmpty() && kept.getLast().version() != step.number() - 1) {
				kept.clear();
			}
			kept.add(new Step(step));
			if (step.number() > version) {
				version = step.number();
				step.nodes().forEach((entry) -> known.put(entry.id(), entry.in(step)));
			}
		}
		boolean complete = !kept.isEmpty() && kept.getLast().version() == version;
		return new Changelog(version, complete ? List.copyOf(kept) : List.of(), known, Map.of(), Set.of());
	}

	/**
	 * Returns the version of the event: the number of the last step.
	 * @return the version; 0 before the first step
	 */
	public int version() {
		return this.version;
	}

	/**
	 * Returns whether all steps after a version are kept.
	 * @param after a version
	 * @return false if the version is too old or was not reached yet
	 */
	public boolean remembers(int after) {
		return after <= this.version && after >= this.version - this.steps.size();
	}

	/**
	 * Returns the steps after a version, oldest first.
	 * @param after a version that this changelog {@link #remembers(int) remembers}
	 * @return the steps; empty for the current version
	 */
	public List<Step> after(int after) {
		if (!remembers(after)) {
			throw new IllegalArgumentException("Version " + after + " is not remembered");
		}
		return this.steps.subList(this.steps.size() - (this.version - after), this.steps.size());
	}

	/**
	 * Returns when a node last changed.
	 * @param id the id of the node
	 * @return when the last step was recorded that names the node; null if there is none
	 */
	public @Nullable Instant updatedAt(String id) {
		NodeEntry entry = entry(id);
		return (entry != null) ? entry.at() : null;
	}

	/**
	 * Returns whether a moment that changes a node by itself has passed.
	 * @param id the id of the node
	 * @param moment the moment; null for none
	 * @return whether it is the last one that was recorded
	 */
	public boolean hasPassed(String id, @Nullable Instant moment) {
		NodeEntry entry = entry(id);
		return entry != null && moment != null && moment.equals(entry.passed());
	}

	/**
	 * Returns whether the last step that names a node describes what the node shows.
	 * Otherwise another step follows.
	 * @param id the id of the node
	 * @param print the fingerprint of what it shows
	 * @return whether it is recorded
	 */
	public boolean hasRecorded(String id, long print) {
		NodeEntry entry = entry(id);
		return entry != null && !entry.differs(print, null);
	}

	/**
	 * Returns whether a node has changed by itself since an earlier changelog.
	 * @param before the earlier changelog
	 * @param id the id of the node
	 * @return whether a later moment is recorded now; false if the node is new
	 */
	public boolean hasTurnedSince(Changelog before, String id) {
		NodeEntry entry = entry(id);
		NodeEntry earlier = before.entry(id);
		return entry != null && earlier != null && entry.passed() != null && !entry.passed().equals(earlier.passed());
	}

	/**
	 * Adds a step.
	 * @param step the step; the news of a step follow the news of what it describes
	 * @return the next changelog; this one if it has the step
	 */
	public Changelog with(StepDocument step) {
		if (step.number() <= this.version) {
			return this;
		}
		List<Step> next = new ArrayList<>((step.number() == this.version + 1) ? this.steps : List.of());
		next.add(new Step(step));
		Map<String, NodeEntry> entries = new HashMap<>(this.recent);
		Set<String> pending = new HashSet<>(this.removals);
		for (NodeEntry entry : step.nodes()) {
			entries.put(entry.id(), entry.in(step));
			if (entry.isRemoved()) {
				pending.remove(entry.id());
			}
		}
		boolean merge = entries.size() > MOST_RECENT;
		if (merge) {
			Map<String, NodeEntry> newer = entries;
			entries = new HashMap<>(this.older);
			entries.putAll(newer);
		}
		return new Changelog(step.number(), trimmed(next), merge ? entries : this.older, merge ? Map.of() : entries,
				Set.copyOf(pending));
	}

	/**
	 * Notes that nodes were removed. Each removal is recorded, also if the node has been
	 * created again before.
	 * @param ids the ids of nodes that were removed
	 * @return the next changelog; this one if no node of the changelog was removed
	 */
	public Changelog without(Set<String> ids) {
		Set<String> pending = new HashSet<>(this.removals);
		for (String id : ids) {
			NodeEntry entry = entry(id);
			if (entry != null && !entry.isRemoved()) {
				pending.add(id);
			}
		}
		return (pending.size() == this.removals.size()) ? this
				: new Changelog(this.version, this.steps, this.older, this.recent, Set.copyOf(pending));
	}

	/** The ids of nodes whose removal is not recorded yet. */
	Set<String> removals() {
		return this.removals;
	}

	@Nullable NodeEntry entry(String id) {
		NodeEntry entry = this.recent.get(id);
		return (entry != null) ? entry : this.older.get(id);
	}

	/** The nodes that exist, as far as it is recorded. */
	Stream<NodeEntry> existing() {
		return Stream
			.concat(this.older.values().stream().filter((entry) -> !this.recent.containsKey(entry.id())),
					this.recent.values().stream())
			.filter((entry) -> !entry.isRemoved());
	}

	/** The number of the oldest step that is kept. */
	int oldestKept() {
		return kept(this.steps, KEPT_STEPS, KEPT_NODES).getFirst().version();
	}

	private static List<Step> trimmed(List<Step> steps) {
		return (steps.size() > KEPT_STEPS + SPARE_STEPS) ? kept(steps, KEPT_STEPS, KEPT_NODES)
				: kept(steps, steps.size(), 2 * KEPT_NODES);
	}

	/** The newest steps, at least one. */
	private static List<Step> kept(List<Step> steps, int mostSteps, int mostNodes) {
		int from = steps.size() - 1;
		int nodes = steps.getLast().nodes().size();
		while (from > 0 && steps.size() - from < mostSteps) {
			nodes += steps.get(from - 1).nodes().size();
			if (nodes > mostNodes) {
				break;
			}
			from--;
		}
		return (from == 0) ? List.copyOf(steps) : List.copyOf(steps.subList(from, steps.size()));
	}

}
