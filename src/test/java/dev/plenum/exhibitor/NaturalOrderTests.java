package dev.plenum.exhibitor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The natural order of booth numbers.
 */
class NaturalOrderTests {

	@Test
	void numbersCountAndLettersAreTheSameInBothCases() {
		List<String> ordered = List.of("", "1", "2", "10", "A", "a1", "A2", "A2b", "A02c", "a10", "A10-1", "A10-2",
				"B1", "Å1");
		List<String> shuffled = new ArrayList<>(ordered);
		Collections.shuffle(shuffled, new Random(7));
		shuffled.sort(new NaturalOrder());
		assertThat(shuffled).containsExactlyElementsOf(ordered);
	}

	@Test
	void aLongNumberIsComparedAsANumber() {
		assertThat(new NaturalOrder().compare("A99999999999999999999", "A100000000000000000000")).isNegative();
	}

	@Test
	void theSameNumberInAnotherCaseIsTheSame() {
		assertThat(new NaturalOrder().compare("a12B", "A12b")).isZero();
	}

}
