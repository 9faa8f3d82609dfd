package dev.plenum.lead;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which cells a spreadsheet takes for a formula.
 */
class LeadFileTests {

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+46 40 34 10 00", "-1", "@SUM(A1)", "\t=1", "\r=1", "\nx", " =1", "\u00A0=1",
			"\uFF1D1", "=\n1", "\tx" })
	void formulasAreEscaped(String value) {
		assertThat(LeadFile.cell(value)).isEqualTo('\'' + value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Åsa Öst", "a=b", "1-2", "ann@example.org", "'=1", "", "x\n=1" })
	void textsStayUnchanged(String value) {
		assertThat(LeadFile.cell(value)).isEqualTo(value);
	}

}
