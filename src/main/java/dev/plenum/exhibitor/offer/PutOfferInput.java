package dev.plenum.exhibitor.offer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.plenum.exhibitor.OfferDocument;
import dev.plenum.exhibitor.Offers;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * An offer to be made or changed; the schema describes each property.
 */
record PutOfferInput(String exhibitorId, @Nullable String id, @Nullable String key,
		ArgumentValue<List<TextInput>> title, ArgumentValue<List<TextInput>> text, ArgumentValue<OffsetDateTime> from,
		ArgumentValue<OffsetDateTime> until, ArgumentValue<Integer> limit) {

	private static final int LARGEST_LIMIT = 10_000;

	String offerId(String eventId) {
		return Keys.id(Offers.ID_PREFIX, eventId, this.id,
				(this.key != null) ? this.exhibitorId + '/' + Keys.checked(this.key) : null);
	}

	void check(@Nullable OfferDocument before) {
		Check.needed(this.title, before == null, "title");
		Check.atLeast(0, this.limit, "limit");
		Check.that(this.limit.value() == null || this.limit.value() <= LARGEST_LIMIT,
				"At most %d of them.".formatted(LARGEST_LIMIT), "limit");
		Instant start = after(this.from, (before != null) ? before.from() : null);
		Instant end = after(this.until, (before != null) ? before.until() : null);
		Check.that(start == null || end == null || start.isBefore(end), "An offer ends after it starts.", "until");
	}

	@Nullable Integer limitAfter(@Nullable OfferDocument before) {
		return (this.limit.isOmitted() && before != null) ? before.limit() : this.limit.value();
	}

	OfferDocument offer(String eventId) {
		Integer count = this.limit.value();
		return new OfferDocument(offerId(eventId), eventId, this.exhibitorId, 1,
				title(this.title.asOptional().orElseThrow()),
				this.text.asOptional().map(PutOfferInput::text).orElse(null), after(this.from, null),
				after(this.until, null), count, (count != null) ? count : 0, List.of());
	}

	Fields fields() {
		return new Fields().input("title", this.title, PutOfferInput::title)
			.input("text", this.text, PutOfferInput::text)
			.input("from", this.from, PutOfferInput::moment)
			.input("until", this.until, PutOfferInput::moment);
	}

	private static Text title(List<TextInput> texts) {
		return TextInput.text(texts, "input", "title");
	}

	private static Text text(List<TextInput> texts) {
		return TextInput.text(texts, "input", "text");
	}

	private static @Nullable Instant after(ArgumentValue<OffsetDateTime> value, @Nullable Instant before) {
		return value.isOmitted() ? before : value.asOptional().map(PutOfferInput::moment).orElse(null);
	}

	private static Instant moment(OffsetDateTime moment) {
		return moment.toInstant().truncatedTo(ChronoUnit.MILLIS);
	}

}
