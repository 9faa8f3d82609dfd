package dev.plenum.needs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the attendees of an event need, without who needs it. Nothing in it depends on who
 * stated something, or when.
 *
 * @param statements what each attendee has stated, in any order
 */
record NeedsTotals(List<NeedsDocument> statements) {

	public int count() {
		return this.statements.size();
	}

	public List<DietCount> dietCounts() {
		return Arrays.stream(DietaryNeed.values())
			.map((diet) -> new DietCount(diet, count(NeedsDocument::diets, diet)))
			.filter((total) -> total.count() > 0)
			.toList();
	}

	public List<AccessNeedCount> accessNeedCounts() {
		return Arrays.stream(AccessNeed.values())
			.map((need) -> new AccessNeedCount(need, count(NeedsDocument::accessNeeds, need)))
			.filter((total) -> total.count() > 0)
			.toList();
	}

	public List<String> otherTexts() {
		return this.statements.stream()
			.map(NeedsDocument::otherNeeds)
			.filter(Objects::nonNull)
			.sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
			.toList();
	}

	private <E> int count(Function<NeedsDocument, List<E>> kinds, E kind) {
		return Math.toIntExact(this.statements.stream().filter((one) -> kinds.apply(one).contains(kind)).count());
	}

	/**
	 * How many attendees stated a dietary need.
	 */
	record DietCount(DietaryNeed diet, int count) {
	}

	/**
	 * How many attendees stated an access need.
	 */
	record AccessNeedCount(AccessNeed accessNeed, int count) {
	}

}
