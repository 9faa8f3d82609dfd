package dev.plenum.exhibitor.offer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.exhibitor.OfferDocument;
import dev.plenum.exhibitor.Offers;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Creates or changes an offer. The schema describes each property.
 */
record PutOfferInput(String exhibitorId, @Nullable String id, @Nullable String key, @Nullable Integer expectedVersion,
		ArgumentValue<List<TextInput>> title, ArgumentValue<List<TextInput>> description,
		ArgumentValue<OffsetDateTime> availableFrom, ArgumentValue<OffsetDateTime> availableUntil,
		ArgumentValue<Integer> claimLimit) {

	private static final int LARGEST_LIMIT = 10_000;

	String offerId(String eventId) {
		return Keys.id(Offers.ID_PREFIX, eventId, this.id,
				(this.key != null) ? this.exhibitorId + '/' + Keys.checked(this.key) : null);
	}

	void check(@Nullable OfferDocument before) {
		Check.needed(this.title, before == null, "title");
		Check.atLeast(0, this.claimLimit, "claimLimit");
		Check.that(this.claimLimit.value() == null || this.claimLimit.value() <= LARGEST_LIMIT,
				"The limit is at most %d.".formatted(LARGEST_LIMIT), "claimLimit");
		Instant start = after(this.availableFrom, (before != null) ? before.from() : null);
		Instant end = after(this.availableUntil, (before != null) ? before.until() : null);
		Check.that(start == null || end == null || start.isBefore(end), "An offer ends after it starts.",
				"availableUntil");
	}

	/**
	 * Whether this change is based on another version.
	 * @param before the offer before the change; null if it does not exist
	 */
	boolean isOutdated(@Nullable OfferDocument before) {
		return this.expectedVersion != null && this.expectedVersion != ((before != null) ? before.listingVersion() : 0);
	}

	@Nullable Integer limitAfter(OfferDocument before) {
		return this.claimLimit.isOmitted() ? before.limit() : this.claimLimit.value();
	}

	OfferDocument offer(String eventId) {
		Integer limit = this.claimLimit.value();
		return new OfferDocument(offerId(eventId), eventId, this.exhibitorId, 1, null,
				title(this.title.asOptional().orElseThrow()),
				this.description.asOptional().map(PutOfferInput::description).orElse(null),
				after(this.availableFrom, null), after(this.availableUntil, null), limit, (limit != null) ? limit : 0,
				List.of());
	}

	Fields fields() {
		return new Fields().input("title", this.title, PutOfferInput::title)
			.input("text", this.description, PutOfferInput::description)
			.input("from", this.availableFrom, PutOfferInput::moment)
			.input("until", this.availableUntil, PutOfferInput::moment);
	}

	private static Text title(List<TextInput> texts) {
		return TextInput.text(texts, "input", "title");
	}

	private static Text description(List<TextInput> texts) {
		return TextInput.text(texts, "input", "description");
	}

	private static @Nullable Instant after(ArgumentValue<OffsetDateTime> value, @Nullable Instant before) {
		return value.isOmitted() ? before : value.asOptional().map(PutOfferInput::moment).orElse(null);
	}

	private static Instant moment(OffsetDateTime moment) {
		return moment.toInstant();
	}

}
