package dev.plenum.announcement;

import java.util.Set;
import java.util.function.UnaryOperator;

import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * That a caller may change an announcement.
 *
 * @param programme the event
 * @param version the version that the announcement must have; null for any
 */
record AnnouncementPermit(Programme programme, @Nullable Integer version) {

	/**
	 * Permits an organiser to change every announcement, and a moderator those to the
	 * audiences of their sessions. A moderator's write is guarded by the version whose
	 * audience was checked.
	 * @param programme the event
	 * @param caller the caller
	 * @param expected the version that the caller expects; null for any
	 * @param crew knows who moderates which sessions
	 * @param newest reads the announcement as it is
	 * @param sessionAfter the session that it is for afterwards, from the one before
	 * @return the permit; the error FORBIDDEN for everybody else
	 */
	static Mono<AnnouncementPermit> of(Programme programme, Caller caller, @Nullable Integer expected, CrewAccess crew,
			Mono<AnnouncementDocument> newest, UnaryOperator<@Nullable String> sessionAfter) {
		caller.requireSubject();
		Mono<AnnouncementPermit> permit = programme.event().isOrganisedBy(caller)
				? Mono.just(new AnnouncementPermit(programme, expected))
				: crew.sessions(programme.event(), CrewRole.MODERATOR, caller)
					.flatMap((sessions) -> moderated(programme, expected, sessions, newest, sessionAfter));
		return permit.doOnNext((_) -> programme.event().requireNotArchived());
	}

	private static Mono<AnnouncementPermit> moderated(Programme programme, @Nullable Integer expected,
			Set<String> sessions, Mono<AnnouncementDocument> newest, UnaryOperator<@Nullable String> sessionAfter) {
		if (sessions.isEmpty()) {
			throw CrewAccess.forbidden(CrewRole.MODERATOR);
		}
		return newest.singleOptional().map((known) -> {
			String before = known.map(AnnouncementDocument::sessionId).orElse(null);
			String after = sessionAfter.apply(before);
			if (after == null || !sessions.contains(after)
					|| known.isPresent() && (before == null || !sessions.contains(before))) {
				throw CrewAccess.forbidden(CrewRole.MODERATOR);
			}
			int version = Math.toIntExact(known.map(AnnouncementDocument::version).orElse(0L));
			return new AnnouncementPermit(programme,
					(expected == null || expected == version) ? version : Math.min(expected, version - 1));
		});
	}

}
