package dev.plenum.calendar;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Folds lines by octets.
 */
class FoldedLinesTests {

	@Test
	void aLineOfMoreThanSeventyFiveOctetsIsFolded() {
		assertThat(FoldedLines.of("x".repeat(75) + "\r\n")).isEqualTo("x".repeat(75) + "\r\n");
		assertThat(FoldedLines.of("x".repeat(76) + "\r\ny")).isEqualTo("x".repeat(75) + "\r\n x\r\ny");
	}

	@Test
	void noCharacterIsSplitOrLost() {
		String text = "åäö€😀".repeat(60);
		String folded = FoldedLines.of(text);
		assertThat(folded.lines())
			.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
		assertThat(folded.replace("\r\n ", "")).isEqualTo(text);
	}

}
