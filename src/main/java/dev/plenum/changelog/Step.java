package dev.plenum.changelog;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A step in the visible changes of an event.
 */
public final class Step {

	private final StepDocument document;

	private final List<ChangedNode> nodes;

	Step(StepDocument document) {
		this.document = document;
		this.nodes = document.nodes()
			.stream()
			.flatMap((entry) -> NodeKind.of(entry.id())
				.map((kind) -> new ChangedNode(entry.id(), kind, entry.isRemoved()))
				.stream())
			.toList();
	}

	/**
	 * Returns its number, which is the version of the event after it.
	 * @return the number; the first step of an event is 1
	 */
	public int version() {
		return this.document.number();
	}

	/**
	 * Returns when a server recorded it.
	 * @return the moment by the clock of that server, shortly after the change
	 */
	public Instant at() {
		return this.document.at();
	}

	/**
	 * Returns the nodes that changed.
	 * @return the nodes, each once
	 */
	public List<ChangedNode> nodes() {
		return this.nodes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Step that && this.document.id().equals(that.document.id());
	}

	@Override
	public int hashCode() {
		return this.document.id().hashCode();
	}

}
