package dev.plenum.exhibitor.offer;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.OfferDocument;
import dev.plenum.exhibitor.ShowFloor;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * An offer for readers. The schema describes each property.
 *
 * @param exhibitor the exhibitor that makes the offer
 * @param document the stored offer
 */
record Offer(Exhibitor exhibitor, OfferDocument document) {

	/**
	 * The offer for readers, if its exhibitor exists.
	 */
	static Optional<Offer> of(OfferDocument document, ShowFloor floor, Programme programme) {
		return floor.find(document.exhibitorId(), programme).map((exhibitor) -> new Offer(exhibitor, document));
	}

	/**
	 * The offers of one exhibitor by start.
	 */
	static List<Offer> of(Exhibitor exhibitor) {
		return exhibitor.offerDocuments().stream().map((document) -> new Offer(exhibitor, document)).toList();
	}

	public String id() {
		return this.document.id();
	}

	public Text title() {
		return this.exhibitor.programme().readable(this.document.title());
	}

	public @Nullable Text description() {
		return this.exhibitor.programme().text(this.document.text());
	}

	public @Nullable OffsetDateTime availableFrom() {
		return this.exhibitor.programme().moment(this.document.from());
	}

	public @Nullable OffsetDateTime availableUntil() {
		return this.exhibitor.programme().moment(this.document.until());
	}

	public @Nullable Integer claimLimit() {
		return this.document.limit();
	}

	public @Nullable Integer claimsLeft() {
		return (this.document.limit() != null) ? Math.max(0, this.document.left()) : null;
	}

	public int version() {
		return this.document.listingVersion();
	}

	@Nullable Claim claimOf(@Nullable String subject) {
		return (subject != null) ? this.document.numberOf(subject).map((number) -> new Claim(this, number)).orElse(null)
				: null;
	}

}
