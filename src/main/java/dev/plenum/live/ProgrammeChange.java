package dev.plenum.live;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.changelog.ChangedNode;
import dev.plenum.changelog.Step;

/**
 * A step in the visible changes of an event as it is shown; the schema describes each
 * property.
 *
 * @param step the step
 * @param at when it was recorded, in the event's timezone
 */
record ProgrammeChange(Step step, OffsetDateTime at) {

	public int version() {
		return this.step.version();
	}

	public List<ChangedNode> nodes() {
		return this.step.nodes();
	}

}
