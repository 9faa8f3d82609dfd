package dev.plenum.needs;

import java.util.List;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Lists;
import org.jspecify.annotations.Nullable;

/**
 * A complete statement; the schema describes each property.
 */
record PutMyNeedsInput(String eventId, @Nullable List<DietaryNeed> diets, @Nullable List<AccessNeed> accessNeeds,
		@Nullable String otherNeeds, @Nullable String requestId) {

	private static final int LONGEST = 200;

	/**
	 * The key by which a repetition of the request is recognised.
	 */
	@Nullable String requestKey(String subject) {
		return RequestKey.of(this.requestId, "putMyNeeds", this.eventId, subject);
	}

	void check() {
		String text = text();
		Check.that(
				text == null || text.codePointCount(0, text.length()) <= LONGEST
						&& text.chars().noneMatch(Character::isISOControl),
				"Expected one line of at most %d characters.".formatted(LONGEST), "otherNeeds");
	}

	boolean isEmpty() {
		return sorted(this.diets).isEmpty() && sorted(this.accessNeeds).isEmpty() && text() == null;
	}

	/**
	 * The whole statement, however often and in whatever order the kinds are given.
	 */
	Fields fields() {
		return new Fields().set("diets", sorted(this.diets))
			.set("accessNeeds", sorted(this.accessNeeds))
			.set("otherNeeds", text());
	}

	private @Nullable String text() {
		return (this.otherNeeds != null && !this.otherNeeds.isBlank()) ? this.otherNeeds.strip() : null;
	}

	private static <E extends Enum<E>> List<E> sorted(@Nullable List<E> given) {
		return Lists.orEmpty(given).stream().distinct().sorted().toList();
	}

}
