package dev.plenum.agenda;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The versions of agendas that were written here a moment ago, so that whoever was
 * answered finds their write in what is kept in memory. An agenda that is made anew after
 * it was taken away has a later generation, which counts more than its version.
 */
final class RecentWrites {

	private static final long NONE = -1;

	/** Enough for the versions of one generation. */
	private static final int VERSION_BITS = 40;

	private final Cache<String, Long> versions = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumSize(100_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	/**
	 * The version of an agenda.
	 * @param kept the agenda as somebody remembers it; empty for none
	 * @return its version, with its generation in front
	 */
	static long version(Optional<AgendaDocument> kept) {
		return kept.map(RecentWrites::version).orElse(NONE);
	}

	private static long version(AgendaDocument agenda) {
		return first(Objects.requireNonNullElse(agenda.generation(), 0)) + agenda.version();
	}

	/** A number below all versions of a generation, and above those of earlier ones. */
	private static long first(int generation) {
		return (long) generation << VERSION_BITS;
	}

	/**
	 * Whether a version of an agenda shows them all.
	 * @param id the id of the agenda
	 * @param known the version that somebody remembers
	 * @return false if it was read before one of them
	 */
	boolean areIn(String id, long known) {
		Long version = this.versions.getIfPresent(id);
		return version == null || ((known == NONE) ? isGone(version) : known >= version);
	}

	void note(AgendaDocument agenda) {
		if (agenda.version() > 0) {
			this.versions.asMap().merge(agenda.id(), version(agenda), Math::max);
		}
	}

	/**
	 * Notes that an agenda was taken away.
	 * @param id its id
	 * @param next the generation of one that is made anew
	 */
	void gone(String id, int next) {
		this.versions.put(id, first(next));
	}

	private static boolean isGone(long version) {
		return version % (1L << VERSION_BITS) == 0;
	}

}
