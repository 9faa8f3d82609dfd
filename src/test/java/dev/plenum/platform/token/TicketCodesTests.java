package dev.plenum.platform.token;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

import dev.plenum.LiveServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The codes by which participants sign in.
 */
@LiveServer
class TicketCodesTests {

	private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	@Autowired
	private TicketCodes codes;

	@Test
	void aCodeHasThreeGroupsAndDependsOnTheParticipantAndTheGeneration() {
		assertThat(this.codes.codeOf("par_1_a", 0))
			.matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}")
			.isEqualTo(this.codes.codeOf("par_1_a", 0))
			.isNotEqualTo(this.codes.codeOf("par_1_a", 1))
			.isNotEqualTo(this.codes.codeOf("par_1_b", 0));
	}

	@Test
	void aHashIsTheSameForEveryWayToWriteACode() {
		String code = this.codes.codeOf("par_1_a", 0);
		String bare = TicketCodes.normalised(code).orElseThrow();
		assertThat(this.codes.hashOf(bare)).isEqualTo(this.codes.hashOf(code)).doesNotContainIgnoringCase(bare);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", " %s ", "https://plenum.example.org/e/a-b/app/#ticket=%s",
			"https://plenum.example.org/e/a-b/app/#lang=fi&ticket=%s" })
	void aCodeIsReadAsPeopleWriteIt(String form) {
		String code = this.codes.codeOf("par_1_a", 0);
		String bare = code.replace("-", "");
		assertThat(TicketCodes.normalised(form.formatted(code))).hasValue(bare);
		assertThat(TicketCodes.normalised(form.formatted(code.toLowerCase().replace('-', '–')))).hasValue(bare);
		assertThat(TicketCodes.normalised(form.formatted(bare.replace('1', 'l').replace('0', 'o')))).hasValue(bare);
	}

	@Test
	void everyWrongCharacterAndEveryExchangeOfNeighboursIsFound() {
		String code = this.codes.codeOf("par_1_a", 0).replace("-", "");
		Set<String> wrong = new HashSet<>();
		for (int i = 0; i < code.length(); i++) {
			for (char letter : LETTERS.toCharArray()) {
				wrong.add(code.substring(0, i) + letter + code.substring(i + 1));
			}
			if (i > 0) {
				wrong.add(code.substring(0, i - 1) + code.charAt(i) + code.charAt(i - 1) + code.substring(i + 1));
			}
		}
		wrong.remove(code);
		assertThat(wrong).hasSizeGreaterThan(400)
			.allSatisfy((text) -> assertThat(TicketCodes.normalised(text)).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "attendee", "0000-0000-0000", "UUUU-UUUU-UUUUU" })
	void otherTextsAreNotCodes(String text) {
		assertThat(TicketCodes.normalised(text)).isEmpty();
		assertThat(TicketCodes.normalised("7".repeat(501))).isEmpty();
	}

	@Test
	void codesOfManyParticipantsDiffer() {
		assertThat(IntStream.range(0, 10_000).mapToObj((i) -> this.codes.codeOf("par_1_" + i, 0)).distinct())
			.hasSize(10_000);
	}

}
