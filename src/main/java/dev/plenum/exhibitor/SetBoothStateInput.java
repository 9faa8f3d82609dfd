package dev.plenum.exhibitor;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Sets the state of a booth. The schema describes each property.
 */
record SetBoothStateInput(String exhibitorId, BoothState state, @Nullable String note, @Nullable OffsetDateTime backAt,
		@Nullable String requestId) {

	void check() {
		Check.line(this.note, "note");
		Check.that(this.state != BoothState.OPEN || this.note == null, "An open booth has no note.", "note");
		Check.that(this.state != BoothState.OPEN || this.backAt == null, "An open booth needs no time of return.",
				"backAt");
		Check.requestId(this.requestId);
	}

	Fields fields(Instant now) {
		return new Fields().set("state", this.state)
			.set("stateReason", this.note)
			.set("backAt", (this.backAt != null) ? this.backAt.toInstant() : null)
			.along("stateSince", now);
	}

}
