package dev.plenum.exhibitor;

import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.Text;
import org.jspecify.annotations.Nullable;

/**
 * An offer as it is shown; the schema describes each property.
 *
 * @param exhibitor who offers it
 * @param document the offer as it is kept
 */
record Offer(Exhibitor exhibitor, OfferDocument document) {

	public String id() {
		return this.document.id();
	}

	public Text title() {
		return this.exhibitor.programme().readable(this.document.title());
	}

	public @Nullable Text text() {
		return this.exhibitor.programme().text(this.document.text());
	}

	public @Nullable OffsetDateTime from() {
		return (this.document.from() != null) ? this.exhibitor.programme().at(this.document.from()) : null;
	}

	public @Nullable OffsetDateTime until() {
		return (this.document.until() != null) ? this.exhibitor.programme().at(this.document.until()) : null;
	}

	public @Nullable Integer limit() {
		return this.document.limit();
	}

	public @Nullable Integer left() {
		return (this.document.limit() != null) ? Math.max(0, this.document.left()) : null;
	}

	@Nullable Claim claimOf(@Nullable String subject) {
		return (subject != null) ? this.document.numberOf(subject).map((number) -> new Claim(this, number)).orElse(null)
				: null;
	}

}
