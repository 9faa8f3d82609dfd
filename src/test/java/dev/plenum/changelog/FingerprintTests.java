package dev.plenum.changelog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Fingerprints of what is visible.
 */
class FingerprintTests {

	@Test
	void equalRecordsHaveTheSameFingerprint() {
		assertThat(print(new Thing("a", 1, List.of("x"), Map.of("k", "v"))))
			.isEqualTo(print(new Thing("a", 1, List.of("x"), Map.of("k", "v"))));
	}

	@Test
	void everyComponentCounts() {
		Thing thing = new Thing("a", 1, List.of("x"), Map.of("k", "v"));
		assertThat(List.of(new Thing("b", 1, List.of("x"), Map.of("k", "v")),
				new Thing("a", 2, List.of("x"), Map.of("k", "v")),
				new Thing("a", 1, List.of("x", "y"), Map.of("k", "v")),
				new Thing("a", 1, List.of("x"), Map.of("k", "w")), new Thing("a", 1, null, null)))
			.allSatisfy((other) -> assertThat(print(other)).isNotEqualTo(print(thing)));
	}

	@Test
	void whatIsLeftOutDoesNotCount() {
		assertThat(Fingerprint.without(new Thing("a", 1, null, null), "number"))
			.isEqualTo(Fingerprint.without(new Thing("a", 2, null, null), "number"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Fingerprint.without(new Thing("a", 1, null, null), "misspelt"));
	}

	@Test
	void absentAndEmptyAreTheSame() {
		assertThat(print(new Thing("a", 1, List.of(), Map.of()))).isEqualTo(print(new Thing("a", 1, null, null)));
	}

	@Test
	void theOrderOfAMapDoesNotCount() {
		Map<String, String> map = new LinkedHashMap<>(Map.of("k", "v"));
		map.put("l", "w");
		Map<String, String> other = new LinkedHashMap<>(Map.of("l", "w"));
		other.put("k", "v");
		assertThat(print(new Thing("a", 1, null, map))).isEqualTo(print(new Thing("a", 1, null, other)));
	}

	@Test
	void textsThatBorderDifferentlyDiffer() {
		assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
	}

	private static long print(Thing thing) {
		return Fingerprint.of(thing);
	}

	private record Thing(String text, int number, @Nullable List<String> list, @Nullable Map<String, String> map) {
	}

}
