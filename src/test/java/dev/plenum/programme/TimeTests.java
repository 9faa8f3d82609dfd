package dev.plenum.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plenum.programme.NowAndNext.InRoom;
import dev.plenum.programme.document.EventDays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Days and the present around midnight and when clocks change.
 */
class TimeTests {

	/** At 3 on the 25th the clocks of Stockholm are put back to 2. */
	private static final Programme AUTUMN = new SmallProgramme("Europe/Stockholm", "2026-10-24", "2026-10-25", "sv")
		.session("evening", "2026-10-24T21:30:00Z", "2026-10-24T23:00:00Z", "Sal 1")
		.session("after midnight", "2026-10-24T22:30:00Z", "2026-10-24T23:30:00Z", "Sal 2")
		.session("first 2:30", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "Sal 1")
		.session("second 2:30", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z", "Sal 1")
		.session("night", "2026-10-25T22:30:00Z", "2026-10-25T23:30:00Z", "Sal 1")
		.programme();

	/** At 2 on the 28th they are put forward to 3. */
	private static final Programme SPRING = new SmallProgramme("Europe/Stockholm", "2027-03-27", "2027-03-28", "sv")
		.session("before", "2027-03-28T00:30:00Z", "2027-03-28T01:00:00Z", "Sal 1")
		.session("after", "2027-03-28T01:00:00Z", "2027-03-28T01:30:00Z", "Sal 1")
		.session("night", "2027-03-28T21:30:00Z", "2027-03-28T22:30:00Z", "Sal 1")
		.programme();

	/** At midnight on the 5th the clocks of São Paulo were put forward to 1. */
	private static final Programme NO_MIDNIGHT = new SmallProgramme("America/Sao_Paulo", "2018-11-03", "2018-11-04",
			"sv")
		.session("late", "2018-11-04T02:30:00Z", "2018-11-04T03:00:00Z", "Sal 1")
		.session("early", "2018-11-04T03:00:00Z", "2018-11-04T04:00:00Z", "Sal 1")
		.programme();

	@Test
	void aDayEndsWhenItsNightDoes() {
		assertThat(days(AUTUMN)).containsExactly("2026-10-24: evening, after midnight, first 2:30, second 2:30",
				"2026-10-25: night");
		assertThat(days(SPRING)).containsExactly("2027-03-27: before, after", "2027-03-28: night");
		assertThat(days(NO_MIDNIGHT)).containsExactly("2018-11-03: late, early", "2018-11-04: ");
	}

	@ParameterizedTest(name = "{0} belongs to {1}")
	@CsvSource(textBlock = """
			2026-10-24T00:00:00+02:00, 2026-10-24
			2026-10-24T01:00:00+02:00, 2026-10-24
			2026-10-25T03:59:59+01:00, 2026-10-24
			2026-10-25T04:00:00+01:00, 2026-10-25
			2026-10-26T02:00:00+01:00, 2026-10-25
			2026-10-26T04:00:00+01:00, 2026-10-26
			""")
	void theFirstDayBeginsAtMidnightAndTheOthersAtFour(String moment, LocalDate day) {
		assertThat(AUTUMN.documents().days().of(OffsetDateTime.parse(moment).toInstant())).isEqualTo(day);
	}

	@Test
	void theLastNightCanHaveSessions() {
		assertThat(AUTUMN.rules().lastStart()).isEqualTo(Instant.parse("2026-10-26T03:00:00Z"));
	}

	@Test
	void aDayHasItsTopic() {
		assertThat(AUTUMN.days()).extracting(Day::topic).satisfies((topics) -> {
			assertThat(topics.getFirst()).isNotNull();
			assertThat(topics.getLast()).isNull();
		});
	}

	@ParameterizedTest(name = "{0}: {1}, then {2}")
	@CsvSource(delimiter = '|', textBlock = """
			2026-10-24T23:29:59+02:00 |                         | evening
			2026-10-24T23:30:00+02:00 | evening                 | after midnight
			2026-10-25T00:45:00+02:00 | evening, after midnight | first 2:30
			2026-10-25T02:30:00+02:00 | first 2:30              | second 2:30
			2026-10-25T02:30:00+01:00 | second 2:30             | night
			2026-10-24T20:30:00-04:00 | first 2:30              | second 2:30
			2026-10-25T10:30:00+09:00 | second 2:30             | night
			2026-10-25T03:00:00+01:00 |                         | night
			2026-10-26T00:30:00+01:00 |                         |
			""")
	void currentAndNextSessionsDependOnTheMomentNotOnTheClock(String at, String now, String next) {
		NowAndNext present = NowAndNext.of(AUTUMN, OffsetDateTime.parse(at).toInstant());
		assertThat(ids(present.now())).isEqualTo((now != null) ? now : "");
		assertThat(ids(present.next())).isEqualTo((next != null) ? next : "");
	}

	@Test
	void theMomentIsInTheTimezoneOfTheEvent() {
		assertThat(at(AUTUMN, "2026-10-25T00:30:00Z")).isEqualTo("2026-10-25T02:30+02:00");
		assertThat(at(AUTUMN, "2026-10-25T01:30:00Z")).isEqualTo("2026-10-25T02:30+01:00");
		assertThat(at(SPRING, "2027-03-28T00:59:00Z")).isEqualTo("2027-03-28T01:59+01:00");
		assertThat(at(SPRING, "2027-03-28T01:00:00Z")).isEqualTo("2027-03-28T03:00+02:00");
	}

	@ParameterizedTest(name = "days that change at {0}")
	@CsvSource(textBlock = """
			00:00 | 2026-10-24: early, evening | 2026-10-25: dance, breakfast | 2026-10-26: last
			02:30 | 2026-10-24: early, evening, dance | 2026-10-25: breakfast, last |
			09:00 | 2026-10-24: early, evening, dance, breakfast | 2026-10-25: last |
			""", delimiter = '|')
	void theOrganisersDecideWhenDaysChange(String change, String first, String second, @Nullable String third) {
		Programme programme = new SmallProgramme("Europe/Stockholm", "2026-10-24", "2026-10-25", "sv")
			.daysChangeAt(change)
			.session("early", "2026-10-23T23:00:00Z", "2026-10-23T23:30:00Z", "Sal 1")
			.session("evening", "2026-10-24T20:00:00Z", "2026-10-24T23:00:00Z", "Sal 1")
			.session("dance", "2026-10-25T00:15:00Z", "2026-10-25T03:00:00Z", "Sal 1")
			.session("breakfast", "2026-10-25T07:59:00Z", "2026-10-25T09:00:00Z", "Sal 1")
			.session("last", "2026-10-26T00:00:00Z", "2026-10-26T01:00:00Z", "Sal 1")
			.programme();
		assertThat(days(programme))
			.containsExactlyElementsOf(Stream.of(first, second, third).filter(Objects::nonNull).toList());
		EventDays days = programme.documents().days();
		programme.days()
			.forEach((day) -> assertThat(day.sessions()).allSatisfy((session) -> assertThat(session.slot().startsAt())
				.isBetween(days.startOf(day.date()), days.endOf(day.date()).minusNanos(1))));
	}

	@Test
	void aLateDayChangeProlongsTheLastNight() {
		Programme programme = new SmallProgramme("Europe/Stockholm", "2026-06-01", "2026-06-02", "sv")
			.daysChangeAt("09:00")
			.programme();
		assertThat(programme.rules().lastStart()).isEqualTo("2026-06-03T07:00:00Z");
		assertThat(programme.rules().closes()).isEqualTo("2026-06-03T07:00:00Z");
		assertThat(programme.isReadOnlyAt(Instant.parse("2026-06-03T06:59:59Z"))).isFalse();
	}

	@Test
	void eachRoomHasItsOwnCurrentAndNextSession() {
		List<InRoom> rooms = NowAndNext.of(AUTUMN, Instant.parse("2026-10-24T22:45:00Z")).byRoom();
		assertThat(rooms).extracting((room) -> room.room().name()).containsExactly("Sal 1", "Sal 2", "Sal 3");
		assertThat(rooms).extracting((room) -> (room.currentSession() != null) ? room.currentSession().id() : null)
			.containsExactly("evening", "after midnight", null);
		assertThat(rooms).extracting((room) -> (room.nextSession() != null) ? room.nextSession().id() : null)
			.containsExactly("first 2:30", null, null);
	}

	@Test
	void theLastNightBelongsToTheEvent() {
		assertThat(AUTUMN.isReadOnlyAt(Instant.parse("2026-10-26T04:59:59Z"))).isFalse();
		assertThat(AUTUMN.isReadOnlyAt(Instant.parse("2026-10-26T05:00:00Z"))).isTrue();
		assertThat(SPRING.isReadOnlyAt(Instant.parse("2027-03-29T03:59:59Z"))).isFalse();
		assertThat(SPRING.isReadOnlyAt(Instant.parse("2027-03-29T04:00:00Z"))).isTrue();
	}

	private static String at(Programme programme, String instant) {
		return NowAndNext.of(programme, Instant.parse(instant)).at().toString();
	}

	private static List<String> days(Programme programme) {
		return programme.days().stream().map((day) -> day.date() + ": " + ids(day.sessions())).toList();
	}

	private static String ids(List<Session> sessions) {
		return String.join(", ", sessions.stream().map(Session::id).toList());
	}

}
