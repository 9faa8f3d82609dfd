package dev.plenum.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import dev.plenum.programme.document.CertificateRule;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

/**
 * What a person has attended.
 *
 * @param sessions the number of sessions
 * @param minutes the duration, in which simultaneous sessions count once
 */
record Attended(int sessions, int minutes) {

	/**
	 * Sums sessions up at which a person was checked in. Those that are cancelled or not
	 * over do not count.
	 * @param cameTo one slot for each session
	 * @param now the present
	 */
	static Attended of(List<Slot> cameTo, Instant now) {
		List<Slot> over = cameTo.stream()
			.filter((slot) -> slot.status() == SessionStatus.SCHEDULED && !slot.endsAt().isAfter(now))
			.sorted(Comparator.comparing(Slot::startsAt))
			.toList();
		Duration time = Duration.ZERO;
		Instant until = Instant.MIN;
		for (Slot slot : over) {
			Instant from = latest(slot.startsAt(), until);
			until = latest(slot.endsAt(), until);
			time = time.plus(Duration.between(from, until));
		}
		return new Attended(over.size(), Math.toIntExact(time.toMinutes()));
	}

	boolean fulfils(@Nullable CertificateRule rule) {
		return rule != null && (rule.requiredSessions() == null || this.sessions >= rule.requiredSessions())
				&& (rule.requiredHours() == null || this.minutes >= Duration.ofHours(rule.requiredHours()).toMinutes());
	}

	private static Instant latest(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

}
