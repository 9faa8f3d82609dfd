package dev.plenum.programme;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The descriptions of schedule changes.
 */
class ChangeSummaryTests {

	private static final Programme PROGRAMME = new SmallProgramme("Europe/Stockholm", "2026-10-23", "2026-10-25", "sv",
			"fi", "en")
		.programme();

	private static final Slot BEFORE = slot("2026-10-24T08:20:00Z", "2026-10-24T08:40:00Z", "Sal 1");

	@Test
	void aChangeOfRoomsIsDescribedInEveryLanguage() {
		Slot after = slot("2026-10-24T08:20:00Z", "2026-10-24T08:40:00Z", "Sal 3");
		assertThat(summary(BEFORE, after)).containsExactly("Flyttad från Sal 1 till Sal 3",
				"Siirretty tilasta Sal 1 tilaan Sal 3", "Moved from Sal 1 to Sal 3");
	}

	@ParameterizedTest(name = "{0} to {1}: {2}")
	@CsvSource(delimiter = '|',
			textBlock = """
					24T08:30 | 24T08:40 | Börjar kl. 10:30 i stället för kl. 10:20     | Alkaa klo 10.30 (aiemmin klo 10.20)             | Starts at 10:30 instead of 10:20
					24T08:20 | 24T08:50 | Slutar kl. 10:50 i stället för kl. 10:40     | Päättyy klo 10.50 (aiemmin klo 10.40)           | Ends at 10:50 instead of 10:40
					24T09:00 | 24T09:20 | Flyttad från kl. 10:20 till kl. 11:00        | Siirretty alkamaan klo 11.00 (aiemmin klo 10.20) | Moved from 10:20 to 11:00
					24T09:00 | 24T10:00 | Flyttad från kl. 10:20–10:40 till kl. 11:00–12:00 | Siirretty: klo 11.00–12.00 (aiemmin klo 10.20–10.40) | Moved from 10:20–10:40 to 11:00–12:00
					25T09:20 | 25T09:40 | Flyttad från lördag 24 oktober kl. 10:20 till söndag 25 oktober kl. 10:20 | Siirretty alkamaan su 25.10. klo 10.20 (aiemmin la 24.10. klo 10.20) | Moved from Saturday 24 October 10:20 to Sunday 25 October 10:20
					24T21:50 | 24T22:10 | Flyttad från lördag 24 oktober kl. 10:20 till lördag 24 oktober kl. 23:50 | Siirretty alkamaan la 24.10. klo 23.50 (aiemmin la 24.10. klo 10.20) | Moved from Saturday 24 October 10:20 to Saturday 24 October 23:50
					""")
	void aChangeOfTimeIsDescribedInTheTimezoneOfTheEvent(String start, String end, String sv, String fi, String en) {
		Slot after = slot("2026-10-" + start + ":00Z", "2026-10-" + end + ":00Z", "Sal 1");
		assertThat(summary(BEFORE, after)).containsExactly(sv, fi, en);
	}

	@Test
	void theHourThatOccursTwiceIsDistinguished() {
		Slot first = slot("2026-10-25T00:30:00Z", "2026-10-25T00:40:00Z");
		Slot again = slot("2026-10-25T01:30:00Z", "2026-10-25T01:40:00Z");
		assertThat(summary(first, again).getLast()).isEqualTo("Moved from 02:30 CEST to 02:30 CET");
	}

	@Test
	void additionsAndRemovalsAreDescribed() {
		assertThat(summary(null, BEFORE)).containsExactly("Ny i programmet: lördag 24 oktober kl. 10:20, Sal 1",
				"Uusi ohjelmassa: la 24.10. klo 10.20, Sal 1",
				"New in the programme: Saturday 24 October 10:20, Sal 1");
		assertThat(summary(null, slot("2026-10-24T08:20:00Z", "2026-10-24T08:40:00Z")).getFirst())
			.isEqualTo("Ny i programmet: lördag 24 oktober kl. 10:20");
		assertThat(summary(BEFORE, null)).containsExactly("Struken ur programmet", "Poistettu ohjelmasta",
				"Taken out of the programme");
	}

	@Test
	void cancellationsAndReinstatementsAreDescribed() {
		Slot cancelled = new Slot(BEFORE.startsAt(), BEFORE.endsAt(), BEFORE.roomIds(), List.of(),
				SessionStatus.CANCELLED);
		assertThat(summary(BEFORE, cancelled)).containsExactly("Inställd", "Peruttu", "Cancelled");
		assertThat(summary(cancelled, BEFORE)).containsExactly("Blir av ändå", "Pidetään sittenkin",
				"Takes place after all");
	}

	@Test
	void roomsAreListedEvenIfSomeDoNotExistAnyMore() {
		assertThat(sv(rooms("Sal 1"), rooms("Sal 2", "Sal 3"))).isEqualTo("Flyttad från Sal 1 till Sal 2 och Sal 3");
		assertThat(sv(rooms(), rooms("Sal 2"))).isEqualTo("Nu i Sal 2");
		assertThat(sv(rooms("Sal 1"), rooms())).isEqualTo("Inte längre i Sal 1");
		assertThat(sv(rooms("gone"), rooms("gone too"))).isEqualTo("Ändrad lokal");
	}

	@Test
	void changesOfSpeakersAndRolesAreDescribed() {
		assertThat(sv(people(), people("Anna", "Bo", "Cecilia"))).isEqualTo("Medverkar nu: Anna, Bo och Cecilia");
		assertThat(sv(people("Anna"), people("Bo"))).isEqualTo("Medverkar nu: Bo. Medverkar inte längre: Anna");
		assertThat(sv(people("Anna", "Bo"), people("Bo", "Anna"))).isEqualTo("Ändrade roller bland de medverkande");
	}

	@Test
	void severalChangesAreDescribedTheMostImportantOneFirst() {
		Slot after = new Slot(Instant.parse("2026-10-24T09:00:00Z"), Instant.parse("2026-10-24T09:20:00Z"),
				List.of("Sal 3"), List.of(new SpeakerRef("Anna", SpeakerRole.SPEAKER)), SessionStatus.CANCELLED);
		assertThat(summary(BEFORE, after)).containsExactly(
				"Inställd. Flyttad från kl. 10:20 till kl. 11:00. Flyttad från Sal 1 till Sal 3. Medverkar nu: Anna",
				"Peruttu. Siirretty alkamaan klo 11.00 (aiemmin klo 10.20). Siirretty tilasta Sal 1 tilaan Sal 3. Mukana nyt: Anna",
				"Cancelled. Moved from 10:20 to 11:00. Moved from Sal 1 to Sal 3. Now taking part: Anna");
	}

	@Test
	void theFallbackIsTheFirstLanguageOfTheEventThatIsAvailable() {
		assertThat(languages("de", "fi-FI", "sv")).containsExactly("fi", "sv", "en");
		assertThat(languages("de")).containsExactly("en", "sv", "fi");
		assertThat(languages()).first().isEqualTo("en");
	}

	@Test
	void everyLanguageHasAllWords() {
		assertThat(Map.of("sv", keys("sv"), "fi", keys("fi")).values()).allMatch(keys("en")::equals);
	}

	private static Set<String> keys(String language) {
		return ResourceBundle
			.getBundle("dev.plenum.programme.changes", Locale.forLanguageTag(language),
					Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))
			.keySet();
	}

	private static List<String> languages(String... ofEvent) {
		Programme programme = new SmallProgramme("Europe/Berlin", "2026-10-23", "2026-10-25", ofEvent).programme();
		return List.copyOf(new ChangeSummary(programme, change(BEFORE, null)).languages());
	}

	private static String sv(Slot before, Slot after) {
		return summary(before, after).getFirst();
	}

	private static List<String> summary(@Nullable Slot before, @Nullable Slot after) {
		ChangeSummary summary = new ChangeSummary(PROGRAMME, change(before, after));
		return summary.languages().stream().map(summary::in).toList();
	}

	private static ScheduleChange change(@Nullable Slot before, @Nullable Slot after) {
		return new ScheduleChange(1, Instant.EPOCH, "id", List.of(ScheduleChangeKind.SPEAKERS), before, after, null,
				null, null);
	}

	private static Slot rooms(String... rooms) {
		return slot("2026-10-24T08:20:00Z", "2026-10-24T08:40:00Z", rooms);
	}

	private static Slot people(String... names) {
		return SmallProgramme.slot("2026-10-24T08:20:00Z", "2026-10-24T08:40:00Z", List.of(),
				Arrays.stream(names)
					.map((name) -> new SpeakerRef(name, SpeakerRole.SPEAKER))
					.toArray(SpeakerRef[]::new));
	}

	private static Slot slot(String start, String end, String... rooms) {
		return SmallProgramme.slot(start, end, List.of(rooms));
	}

}
