package dev.plenum.lead;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

	@ParameterizedTest
	@CsvSource(textBlock = """
			+46 70 123 45 67,   +46 70 123 45 67
			+46701234567,       +46701234567
			+46 (0)8-123 45 67, +46 (0)8‑123 45 67
			+46-70-1234567,     +46‑70‑1234567
			070-123 45 67,      070-123 45 67
			+46 70+1,           ~+46 70+1
			+A1-234567,         ~+A1-234567
			=1+2,               ~=1+2
			-46701234567,       ~-46701234567
			""")
	void aPhoneNumberIsReadableAndNoFormula(String phone, String cell) {
		assertThat(LeadFile.phone(phone)).isEqualTo(cell.replace('~', '\''));
	}

}
