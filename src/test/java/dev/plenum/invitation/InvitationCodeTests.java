package dev.plenum.invitation;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvitationCodeTests {

	@Test
	void codesAreLongAndNoTwoAreTheSame() {
		List<String> codes = Stream.generate(InvitationCode::next).limit(1000).toList();
		assertThat(codes).doesNotHaveDuplicates()
			.allMatch((code) -> code.matches("(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}"));
	}

}
