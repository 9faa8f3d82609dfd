package dev.plenum.lead;

import java.time.OffsetDateTime;
import java.util.Objects;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.lead.ContactCardDocument.ContactDetails;
import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A lead for the exhibitor's staff. The schema describes each property.
 *
 * @param exhibitor the exhibitor that holds it
 * @param document the stored lead, which is not withdrawn
 */
record Lead(Exhibitor exhibitor, LeadDocument document) {

	private static final int LONGEST_NOTE = 2000;

	public String id() {
		return this.document.id();
	}

	public ContactDetails contact() {
		return Objects.requireNonNull(this.document.contact());
	}

	public @Nullable String note() {
		return this.document.note();
	}

	public @Nullable LeadInterest interest() {
		return this.document.interest();
	}

	public OffsetDateTime capturedAt() {
		return this.exhibitor.programme().at(this.document.capturedAt());
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	static @Nullable String checkedNote(@Nullable String note) {
		if (note != null && note.length() > LONGEST_NOTE) {
			throw Problem.badInput("A note has at most %d characters.".formatted(LONGEST_NOTE), "input", "note");
		}
		return (note != null && !note.isBlank()) ? note : null;
	}

}
