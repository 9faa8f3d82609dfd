package dev.plenum.programme;

import dev.plenum.schedule.Schedule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How news of documents changes a programme.
 */
class ProgrammeDocumentsTests {

	private final ProgrammeDocuments larger = programme().session("new", "2027-05-10T09:00:00Z", "2027-05-10T10:00:00Z")
		.programme()
		.documents();

	private final ProgrammeDocuments known = programme().programme().documents();

	private final Schedule ahead = this.larger.schedule();

	@Test
	void aScheduleWithAnUnknownSessionWaitsForIt() {
		assertThat(this.known.withKnown(this.ahead)).isSameAs(this.known);
		ProgrammeDocuments withSession = this.known.with(this.larger.sessions().get("new"));
		assertThat(withSession.withKnown(this.ahead).schedule()).isSameAs(this.ahead);
	}

	@Test
	void theNewestScheduleIsTakenEvenIfASessionCannotBeRead() {
		assertThat(this.known.with(this.ahead).schedule()).isSameAs(this.ahead);
	}

	private static SmallProgramme programme() {
		return new SmallProgramme("Europe/Stockholm", "2027-05-10", "2027-05-10", "sv").session("talk",
				"2027-05-10T08:00:00Z", "2027-05-10T09:00:00Z", "Sal 1");
	}

}
