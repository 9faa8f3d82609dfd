package dev.plenum.participant.pretix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plenum.participant.ParticipantSource;
import dev.plenum.participant.Roll;
import dev.plenum.participant.pretix.OrderReader.Page;
import org.jspecify.annotations.Nullable;

/**
 * The orders that were read, and the participants that they contain. An order that is on
 * two pages, because others were placed in between, counts once.
 */
final class OrderList {

	private final boolean complete;

	private final Map<String, Roll.Row> rows = new LinkedHashMap<>();

	private final Set<String> codes = new HashSet<>();

	private int count = -1;

	private @Nullable Instant generatedAt;

	OrderList(boolean complete) {
		this.complete = complete;
	}

	void plus(Page page, Roll participants) {
		this.generatedAt = (page.number() == 1) ? page.generatedAt() : this.generatedAt;
		this.count = page.count();
		page.results().forEach((order) -> this.codes.add(order.path("code").asString("")));
		participants.rows().forEach((row) -> this.rows.put(row.key(), row));
	}

	/**
	 * Requires that no order moved to a page that had been read before, so that whoever
	 * is missing has really no order.
	 */
	void requireConsistent() {
		if (this.complete && this.count >= 0 && this.codes.size() < this.count) {
			throw new ReadFault(ReadOutcome.CHANGED_MEANWHILE);
		}
	}

	Roll roll() {
		List<Roll.Row> all = new ArrayList<>(this.rows.values());
		return new Roll(ParticipantSource.PRETIX, all, List.of());
	}

	int orders() {
		return this.codes.size();
	}

	/** When pretix read the first page; null if it did not say so. */
	@Nullable Instant generatedAt() {
		return this.generatedAt;
	}

}
