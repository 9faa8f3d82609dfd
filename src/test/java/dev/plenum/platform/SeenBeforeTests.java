package dev.plenum.platform;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeenBeforeTests {

	private final SeenBefore seen = new SeenBefore();

	@Test
	void whatComesASecondTimeWasSeenBefore() {
		assertThat(test("a")).isFalse();
		assertThat(test("b")).isFalse();
		assertThat(test("a")).isTrue();
		assertThat(test("a")).isTrue();
	}

	@Test
	void nothingWasSeenBeforeTheBeginning() {
		assertThat(this.seen.test(0)).isFalse();
		assertThat(this.seen.test(0)).isTrue();
	}

	@Test
	void manyThatDifferLittleAreToldApart() {
		assertThat(IntStream.range(0, 200_000).filter((i) -> test("{__typename}#" + Integer.toString(i, 36))).count())
			.isLessThan(50);
	}

	@Test
	void mostOfTheLastThousandsAreRemembered() {
		IntStream.range(0, 200_000).forEach((i) -> test("{__typename}#" + i));
		assertThat(IntStream.range(190_000, 200_000).filter((i) -> test("{__typename}#" + i)).count())
			.isGreaterThan(8_000);
	}

	@Test
	void whatIsAskedForAgainAndAgainIsKnownAmongManyOthers() {
		int known = 0;
		for (int i = 0; i < 1_000; i++) {
			known += test("often") ? 1 : 0;
			for (int other = 0; other < 100; other++) {
				test("once " + i + " " + other);
			}
		}
		assertThat(known).isGreaterThan(950);
	}

	private boolean test(String text) {
		return this.seen.test(SeenBefore.hash(text.getBytes(StandardCharsets.UTF_8)));
	}

}
