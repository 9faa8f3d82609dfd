package dev.plenum.agenda;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The versions of the agendas that this server has just written, so that a caller who got
 * an answer finds their write in memory. An agenda that is created again after it was
 * removed has a later generation, which counts more than its version.
 */
final class RecentWrites {

	private static final long NONE = -1;

	/** The bits for the versions of one generation. */
	private static final int VERSION_BITS = 40;

	private final Cache<String, Long> versions = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumSize(100_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	/**
	 * Returns the version of an agenda.
	 * @param kept the agenda; empty if there is none
	 * @return its version, with its generation in the upper bits
	 */
	static long version(Optional<AgendaDocument> kept) {
		return kept.map(RecentWrites::version).orElse(NONE);
	}

	private static long version(AgendaDocument agenda) {
		return first(Objects.requireNonNullElse(agenda.generation(), 0)) + agenda.version();
	}

	/** Returns a number below all versions of a generation and above all earlier ones. */
	private static long first(int generation) {
		return (long) generation << VERSION_BITS;
	}

	/**
	 * Returns whether a version of an agenda contains the recent writes to it.
	 * @param id the id of the agenda
	 * @param known the version
	 * @return false if the version was read before one of these writes
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
	 * Notes that an agenda was removed.
	 * @param id its id
	 * @param next the generation of an agenda that is created again
	 */
	void gone(String id, int next) {
		this.versions.put(id, first(next));
	}

	private static boolean isGone(long version) {
		return version % (1L << VERSION_BITS) == 0;
	}

}
