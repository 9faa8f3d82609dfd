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
	 * The version of an agenda.
	 * @param kept the agenda as somebody remembers it; empty for none
	 * @return its version
	 */
	static long version(Optional<AgendaDocument> kept) {
		return kept.map(AgendaDocument::version).orElse(GONE);
	}

	/**
	 * Whether a version of an agenda shows them all.
	 * @param id the id of the agenda
	 * @param known the version that somebody remembers
	 * @return false if it was read before one of them
	 */
	boolean areIn(String id, long known) {
		Long version = this.versions.getIfPresent(id);
		return version == null || ((version == GONE) ? known == GONE : known >= version);
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
