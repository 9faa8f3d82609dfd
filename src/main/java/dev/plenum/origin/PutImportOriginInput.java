package dev.plenum.origin;

import java.net.URI;
import java.time.Instant;

import dev.plenum.origin.OriginDocument.Person;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.outbound.Outbound;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * An origin to create or to change; the schema describes each property.
 */
record PutImportOriginInput(String eventId, @Nullable Integer expectedVersion, ArgumentValue<URI> url,
		ArgumentValue<Integer> everyMinutes, ArgumentValue<Boolean> paused) {

	private static final int LONGEST_INTERVAL = 1440;

	private static final int USUAL_INTERVAL = 15;

	void check(boolean isNew, Outbound outbound) {
		Check.needed(this.url, isNew, "url");
		Check.that(this.url.value() == null || outbound.refusal(this.url.value()).isEmpty(), Outbound.EXPECTED, "url");
		Check.needed(this.everyMinutes, false, "everyMinutes");
		Check.needed(this.paused, false, "paused");
		Integer minutes = this.everyMinutes.value();
		Check.that(minutes == null || minutes >= 1 && minutes <= LONGEST_INTERVAL,
				"Give 1 to %d minutes.".formatted(LONGEST_INTERVAL), "everyMinutes");
	}

	/**
	 * What the input changes. If anything changes, the file is fetched as soon as
	 * possible, unless the origin is paused.
	 * @param known the origin; null for a new one
	 */
	Fields fields(@Nullable OriginDocument known, Person by, Instant now) {
		Fields fields = new Fields().input("url", this.url, URI::toString)
			.input("paused", this.paused)
			.set("setBy", by)
			.along("failures", 0)
			.without("lease")
			.without("again")
			.without("remove")
			.without("failingSince")
			.without("stop");
		if (known == null || this.everyMinutes.value() != null) {
			fields.set("everyMinutes",
					(this.everyMinutes.value() != null) ? this.everyMinutes.value() : USUAL_INTERVAL);
		}
		boolean pause = (this.paused.value() != null) ? this.paused.value() : known != null && known.isPaused();
		return pause ? fields.without("nextAt") : fields.along("nextAt", now);
	}

}
