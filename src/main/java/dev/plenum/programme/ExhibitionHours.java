package dev.plenum.programme;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.programme.document.EventDocument.HoursEntry;

/**
 * Opening hours of the exhibition as they are shown. The schema describes each property.
 *
 * @param programme the event
 * @param entry the stored hours
 */
public record ExhibitionHours(Programme programme, HoursEntry entry) {

	public OffsetDateTime startsAt() {
		return this.programme.at(this.entry.startsAt());
	}

	public OffsetDateTime endsAt() {
		return this.programme.at(this.entry.endsAt());
	}

	boolean contains(Instant start, Instant end) {
		return !start.isBefore(this.entry.startsAt()) && !end.isAfter(this.entry.endsAt());
	}

}
