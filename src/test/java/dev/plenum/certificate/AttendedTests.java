package dev.plenum.certificate;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.plenum.programme.document.CertificateRule;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts for a certificate, and when its rule is fulfilled.
 */
class AttendedTests {

	private static final Instant NOW = Instant.parse("2026-05-20T18:00:00Z");

	@Test
	void simultaneousTimeCountsOnce() {
		assertThat(attended("09:00-10:00", "09:30-10:30", "09:40-09:50")).isEqualTo(new Attended(3, 90));
		assertThat(attended("13:00-14:00", "09:00-10:00", "10:00-10:45")).isEqualTo(new Attended(3, 165));
		assertThat(attended("09:00-10:00", "09:00-10:00")).isEqualTo(new Attended(2, 60));
		assertThat(attended()).isEqualTo(new Attended(0, 0));
	}

	@Test
	void onlySessionsThatAreOverAndNotCancelledCount() {
		Slot cancelled = new Slot(at("08:00"), at("09:00"), List.of(), List.of(), SessionStatus.CANCELLED);
		assertThat(Attended.of(List.of(cancelled, slot("17:00-18:00"), slot("17:30-18:01")), NOW))
			.isEqualTo(new Attended(1, 60));
	}

	@ParameterizedTest(name = "{0} sessions and {1} minutes, of {2} sessions and {3} hours: {4}")
	@CsvSource(textBlock = """
			3, 119, 3,  , true
			2, 600, 3,  , false
			1, 120,  , 2, true
			9, 119,  , 2, false
			3, 120, 3, 2, true
			3, 119, 3, 2, false
			2, 120, 3, 2, false
			""")
	void eachNumberOfTheRuleMustBeReached(int sessions, int minutes, Integer requiredSessions, Integer requiredHours,
			boolean fulfilled) {
		CertificateRule rule = new CertificateRule(requiredSessions, requiredHours, null);
		assertThat(new Attended(sessions, minutes).fulfils(rule)).isEqualTo(fulfilled);
	}

	@Test
	void withoutARuleNobodyGetsACertificate() {
		assertThat(new Attended(100, 6000).fulfils(null)).isFalse();
	}

	private static Attended attended(String... times) {
		return Attended.of(Stream.of(times).map(AttendedTests::slot).toList(), NOW);
	}

	private static Slot slot(String times) {
		return new Slot(at(times.substring(0, 5)), at(times.substring(6)), List.of(), List.of(),
				SessionStatus.SCHEDULED);
	}

	private static Instant at(String time) {
		return Instant.parse("2026-05-20T" + time + ":00Z");
	}

}
