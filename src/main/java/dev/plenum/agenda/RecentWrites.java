package dev.plenum.agenda;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The versions of agendas that were written here a moment ago, so that whoever was
 * answered finds their write in what is kept in memory.
 */
final class RecentWrites {

	private static final long GONE = -1;

	private final Cache<String, Long> versions = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	/**
	 * Whether an agenda shows them all.
	 * @param id its id
	 * @param kept the agenda as somebody remembers it; empty for none
	 * @return false if it was read before one of them
	 */
	boolean areIn(String id, Optional<AgendaDocument> kept) {
		Long version = this.versions.getIfPresent(id);
		return version == null || ((version == GONE) ? kept.isEmpty()
				: kept.filter((agenda) -> agenda.version() >= version).isPresent());
	}

	void note(AgendaDocument agenda) {
		if (agenda.version() > 0) {
			this.versions.asMap()
				.merge(agenda.id(), agenda.version(), (before, now) -> (before == GONE) ? now : Math.max(before, now));
		}
	}

	void gone(String id) {
		this.versions.put(id, GONE);
	}

}
