package dev.plenum.origin;

import java.time.OffsetDateTime;

import dev.plenum.origin.OriginDocument.Fetch;
import dev.plenum.origin.OriginDocument.StopReason;
import dev.plenum.platform.Ids;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * The origin of an event's programme, as its organisers see it; the schema describes each
 * property.
 *
 * @param programme the event
 * @param document the stored origin
 */
record ImportOrigin(Programme programme, OriginDocument document) {

	static String id(String eventId) {
		return Ids.in("ori", eventId, "origin");
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

	public int everyMinutes() {
		return this.document.everyMinutes();
	}

	public boolean paused() {
		return this.document.isPaused();
	}

	public @Nullable OffsetDateTime nextFetchAt() {
		return this.programme.moment(this.document.nextAt());
	}

	public @Nullable OffsetDateTime failingSince() {
		return this.programme.moment(this.document.failingSince());
	}

	public @Nullable ImportFetch lastFetch() {
		return fetch(this.document.last());
	}

	public @Nullable ImportFetch lastImportedFetch() {
		return fetch(this.document.imported());
	}

	public @Nullable ImportStop stop() {
		OriginDocument.Stop stop = this.document.stop();
		return (stop != null) ? new ImportStop(stop.reason(), this.programme.at(stop.since())) : null;
	}

	private @Nullable ImportFetch fetch(@Nullable Fetch fetch) {
		return (fetch != null) ? new ImportFetch(this.programme.at(fetch.at()), fetch) : null;
	}

	record ImportFetch(OffsetDateTime at, Fetch fetch) {

		public FetchOutcome fetchOutcome() {
			return this.fetch.outcome();
		}

		public @Nullable Integer httpStatus() {
			return this.fetch.httpStatus();
		}

		public @Nullable String detail() {
			return this.fetch.detail();
		}

		public int addedCount() {
			return this.fetch.added();
		}

		public int changedCount() {
			return this.fetch.changed();
		}

		public int cancelledCount() {
			return this.fetch.cancelled();
		}

		public int missingCount() {
			return this.fetch.missing();
		}

		public int keptCount() {
			return this.fetch.kept();
		}

		public int warningCount() {
			return this.fetch.warnings();
		}

	}

	record ImportStop(StopReason stopReason, OffsetDateTime since) {
	}

}
