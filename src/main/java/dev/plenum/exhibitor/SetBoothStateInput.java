package dev.plenum.exhibitor;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

/**
 * How it is at a booth; the schema describes each property.
 */
record SetBoothStateInput(String exhibitorId, BoothState state, @Nullable String reason,
		@Nullable OffsetDateTime backAt) {

	void check() {
		Check.line(this.reason, "reason");
		Check.that(this.state != BoothState.OPEN || this.reason == null, "A booth needs no reason to be open.",
				"reason");
		Check.that(this.state != BoothState.OPEN || this.backAt == null, "At an open booth somebody is there already.",
				"backAt");
	}

	Fields fields(Instant now) {
		return new Fields().set("state", this.state)
			.set("stateReason", this.reason)
			.set("backAt", (this.backAt != null) ? this.backAt.toInstant().truncatedTo(ChronoUnit.MILLIS) : null)
			.along("stateSince", now.truncatedTo(ChronoUnit.MILLIS));
	}

}
