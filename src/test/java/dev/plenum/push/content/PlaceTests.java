package dev.plenum.push.content;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.inbox.Positions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stored place of a device.
 */
class PlaceTests {

	private static final Instant BEGUN = Instant.parse("2027-05-10T08:00:00.123Z");

	@Test
	void aPlaceIsReadAsItWasWritten() {
		Place full = new Place(Positions.of(12, 3), BEGUN,
				new LinkedHashSet<>(List.of("r.0000000012", "sab1.0000000002")), List.of("a-b_c", "x"), 20_000,
				KeyRanges.of(List.of("r.0000000009", "r.0000000010", "r.0000000012")),
				KeyRanges.of(List.of("b.0000000003")), true);
		Place empty = new Place(Positions.of(null, null), BEGUN, Set.of(), List.of(), 0, KeyRanges.NONE, KeyRanges.NONE,
				true);
		assertThat(Place.parse(full.toString())).isEqualTo(full);
		assertThat(Place.parse(empty.toString())).isEqualTo(empty);
	}

	@Test
	void whatANewerServerAppendsIsIgnored() {
		Place place = new Place(Positions.of(12, 3), BEGUN, Set.of(), List.of(), 0, KeyRanges.NONE, KeyRanges.NONE,
				true);
		assertThat(Place.parse(place + "|more")).isEqualTo(place);
	}

	@Test
	void aPlaceOfAnEarlierServerNamesNothingUnsent() {
		assertThat(Place.parse("r.12|1||" + "|0")).isNotNull()
			.satisfies((place) -> assertThat(place.unsent()).isEqualTo(KeyRanges.NONE))
			.satisfies((place) -> assertThat(place.rejected()).isEqualTo(KeyRanges.NONE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "r.1", "r.1|x|||0", "nonsense|1|||0" })
	void anythingElseIsNoPlace(String text) {
		assertThat(Place.parse(text)).isNull();
	}

	@Test
	void aPlaceStaysSmall() {
		Set<String> keys = IntStream.range(0, 1000)
			.mapToObj("r.%010d"::formatted)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		List<String> names = IntStream.range(0, 1000).mapToObj("n%07d"::formatted).toList();
		Place place = new Place(Positions.of(12, 3), BEGUN, keys, names, 0, KeyRanges.of(List.copyOf(keys)),
				KeyRanges.NONE, true);
		assertThat(place.waiting()).hasSize(Place.MOST_WAITING).last().isEqualTo("r.0000000999");
		assertThat(place.reminded()).hasSize(Place.MOST_REMINDED).last().isEqualTo("n0000999");
		assertThat(keys).allMatch(place.unsent()::contains);
		assertThat(place.unsent().contains("r.0000001000")).isFalse();
		assertThat(place.toString()).hasSizeLessThan(5000);
	}

	@Test
	void everyUnsentItemThatAnEventKeepsIsRemembered() {
		List<String> keys = Stream
			.concat(IntStream.range(0, 500).mapToObj((i) -> "r.%010d".formatted(2 * i)),
					IntStream.range(0, 1000).mapToObj((i) -> "b.%010d".formatted(2 * i)))
			.toList();
		KeyRanges ranges = KeyRanges.of(KeyRanges.of(keys).texts());
		assertThat(keys).allMatch(ranges::contains);
		assertThat(ranges.contains("r.0000000001")).isFalse();
		assertThat(ranges.with(Stream.of("r.0000000001")).texts()).contains("r.0-2").doesNotContain("r.0", "r.2");
	}

	@Test
	void keysOfAnEarlierServerAreReadAndOthersAreIgnored() {
		assertThat(KeyRanges.of(List.of("r.0000000009", "x", "sab1.0000000002", "r.11-12", "r.10")).texts())
			.containsExactly("sab1.2", "r.9-12");
	}

}
