package dev.plenum.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.announcement.BulletinDocument;
import dev.plenum.announcement.BulletinKind;
import dev.plenum.inbox.Happening.Posted;
import dev.plenum.inbox.NewsEntry.Basis;
import dev.plenum.platform.graphql.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The cursors of an inbox.
 */
class NewsCursorTests {

	private static final Instant NOW = Instant.parse("2027-05-10T08:00:00Z");

	@Test
	void aCursorIsReadAsItWasWritten() {
		NewsCursor between = new NewsCursor(positions(3, 7), positions(5, 8), bulletin(5, Basis.ALWAYS).place());
		for (NewsCursor cursor : List.of(NewsCursor.at(positions(3, 7)), NewsCursor.at(positions(0, 0)), between)) {
			assertThat(NewsCursor.parse(cursor.toString(), "after")).isEqualTo(cursor);
			assertThat(cursor.toString()).matches("[\\w.~-]*");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "a.1~~", "a.1~~a.2", "a.x", "a.1~", "a.1~~x~~y", "a.1234567890123456789" })
	void anythingElseIsRejected(String text) {
		assertThatThrownBy(() -> NewsCursor.parse(text, "after")).isInstanceOf(Problem.class);
	}

	@Test
	void anItemIsNewIfItsStepOrItsOnlyReasonIsNew() {
		NewsCursor cursor = NewsCursor.at(positions(5, 7));
		assertThat(cursor.isPast(bulletin(5, Basis.ALWAYS))).isTrue();
		assertThat(cursor.isPast(bulletin(6, Basis.ALWAYS))).isFalse();
		assertThat(cursor.isPast(bulletin(5, pick(7)))).isTrue();
		assertThat(cursor.isPast(bulletin(5, pick(8)))).isFalse();
		assertThat(cursor.isPast(new NewsEntry(bulletin(5, pick(8)).happening(), List.of(pick(8), pick(2))))).isTrue();
	}

	@Test
	void betweenTwoStatesTheDeliveredItemsArePast() {
		NewsCursor cursor = new NewsCursor(positions(3, 7), positions(6, 7), bulletin(5, Basis.ALWAYS).place());
		assertThat(cursor.isPast(bulletin(4, Basis.ALWAYS))).isTrue();
		assertThat(cursor.isPast(bulletin(5, Basis.ALWAYS))).isTrue();
		assertThat(cursor.isPast(bulletin(6, Basis.ALWAYS))).isFalse();
	}

	@Test
	void theLaterOfTwoCursorsCounts() {
		NewsCursor early = NewsCursor.at(positions(3, 7));
		NewsCursor late = NewsCursor.at(positions(4, 7));
		assertThat(NewsCursor.later(early, late.toString())).isEqualTo(late);
		assertThat(NewsCursor.later(late, early.toString())).isEqualTo(late);
		assertThat(NewsCursor.later(null, early.toString())).isEqualTo(early);
		assertThat(NewsCursor.later(early, "nonsense")).isEqualTo(early);
		assertThat(NewsCursor.later(null, null)).isNull();
	}

	private static Positions positions(long bulletin, long agenda) {
		return new Positions(Map.of(Positions.BULLETINS, bulletin, Positions.AGENDA, agenda));
	}

	private static Basis pick(long number) {
		return new Basis(new Step(Positions.AGENDA, number), NOW);
	}

	/** Returns an item that happened as many seconds after the start as its number. */
	private static NewsEntry bulletin(int number, Basis basis) {
		return new NewsEntry(new Posted(new BulletinDocument("bul", "evt", 1, number, BulletinKind.ANNOUNCED, "ann", 1,
				null, false, NOW.plusSeconds(number), null)), List.of(basis));
	}

}
