package dev.plenum.programme;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.document.AccessFeature;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A filter of sessions. A session must meet every condition that is given; the schema
 * describes each one.
 */
record SessionFilter(@Nullable LocalDate day, @Nullable List<SessionKind> kinds, @Nullable String track,
		@Nullable String room, @Nullable List<String> tags, @Nullable String speaker,
		@Nullable OffsetDateTime startsAfter, @Nullable OffsetDateTime startsBefore, @Nullable SessionStatus status,
		@Nullable String text, @Nullable List<Locale> languages, @Nullable List<AccessFeature> access) {

	List<Session> in(Programme programme) {
		List<Session> candidates = (this.speaker != null) ? programme.sessionsOfSpeaker(this.speaker)
				: programme.sessions();
		return candidates.stream().filter(this::matches).toList();
	}

	private boolean matches(Session session) {
		return (this.day == null || session.day().equals(this.day))
				&& (this.kinds == null || this.kinds.contains(session.kind()))
				&& (this.track == null || this.track.equals(session.document().trackId()))
				&& (this.room == null || session.slot().roomIds().contains(this.room))
				&& (this.tags == null || this.tags.stream().allMatch((tag) -> hasTag(session, tag)))
				&& (this.startsAfter == null || !session.slot().startsAt().isBefore(this.startsAfter.toInstant()))
				&& (this.startsBefore == null || session.slot().startsAt().isBefore(this.startsBefore.toInstant()))
				&& (this.status == null || session.status() == this.status)
				&& (this.text == null || contains(session.title(), this.text))
				&& (this.languages == null || this.languages.stream().anyMatch((wanted) -> isIn(session, wanted)))
				&& (this.access == null || this.access.stream().allMatch(session::has));
	}

	private static boolean hasTag(Session session, String tag) {
		return session.tags().stream().anyMatch((own) -> own.equalsIgnoreCase(tag));
	}

	private static boolean contains(Text title, String text) {
		String wanted = text.toLowerCase(Locale.ROOT);
		return title.byLanguage().values().stream().anyMatch((own) -> own.toLowerCase(Locale.ROOT).contains(wanted));
	}

	private static boolean isIn(Session session, Locale wanted) {
		return session.languages()
			.stream()
			.anyMatch((language) -> language.getLanguage().equals(wanted.getLanguage())
					&& (wanted.getCountry().isEmpty() || wanted.getCountry().equals(language.getCountry())));
	}

}
