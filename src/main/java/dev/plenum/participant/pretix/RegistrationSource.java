package dev.plenum.participant.pretix;

import java.time.OffsetDateTime;

import dev.plenum.participant.pretix.SourceDocument.Round;
import dev.plenum.platform.Ids;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * The registration source of an event, as its organisers see it; the schema describes
 * each property.
 *
 * @param programme the event
 * @param document the stored source
 * @param webhookPath the path of the address that pretix notifies
 */
record RegistrationSource(Programme programme, SourceDocument document, String webhookPath) {

	static String id(String eventId) {
		return Ids.in("reg", eventId, "source");
	}

	public String id() {
		return id(this.document.eventId());
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	public String url() {
		return this.document.url();
	}

	public String organizerSlug() {
		return this.document.organizerSlug();
	}

	public String eventSlug() {
		return this.document.eventSlug();
	}

	public @Nullable OffsetDateTime nextReadAt() {
		return this.programme.moment(this.document.nextAt());
	}

	public @Nullable OffsetDateTime failingSince() {
		return this.programme.moment(this.document.failingSince());
	}

	public @Nullable OffsetDateTime appliedAt() {
		return this.programme.moment(this.document.appliedAt());
	}

	public @Nullable RegistrationRound lastRound() {
		Round last = this.document.last();
		return (last != null) ? new RegistrationRound(this.programme.at(last.at()), last) : null;
	}

	/**
	 * The secret path is left out, so that it is not logged.
	 */
	@Override
	public String toString() {
		return "RegistrationSource of " + this.document.eventId();
	}

	record RegistrationRound(OffsetDateTime at, Round round) {

		public ReadOutcome roundOutcome() {
			return this.round.outcome();
		}

		public boolean complete() {
			return this.round.complete();
		}

		public @Nullable Integer httpStatus() {
			return this.round.httpStatus();
		}

		public @Nullable String explanation() {
			return this.round.detail();
		}

		public int orderCount() {
			return this.round.orders();
		}

		public int createdCount() {
			return this.round.created();
		}

		public int changedCount() {
			return this.round.changed();
		}

		public int cancelledCount() {
			return this.round.cancelled();
		}

		public int missingCount() {
			return this.round.missing();
		}

	}

}
