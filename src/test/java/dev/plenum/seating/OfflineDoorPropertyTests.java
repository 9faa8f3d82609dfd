package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three doors of one session, each of which loses its network at random and uploads its
 * check-ins later, in any order and more than once.
 */
class OfflineDoorPropertyTests {

	private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

	private static final int SEATED = 20;

	private static final int OTHERS = 12;

	private static final int CAPACITY = 26;

	private static final int STEPS = 150;

	private final List<Door> doors = List.of(new Door(), new Door(), new Door());

	private final Map<String, Instant> withNetwork = new HashMap<>();

	private Instant now = NOW;

	private Seating seating = SeatingTests.seating(CAPACITY, names("s", SEATED));

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void theResultForPeopleWithASeatIsTheSameAsWithANetwork(long seed) {
		Random random = new Random(seed);
		this.doors.forEach(Door::refresh);
		for (int step = 0; step < STEPS; step++) {
			this.now = this.now.plusSeconds(random.nextInt(1, 20));
			Door door = this.doors.get(random.nextInt(this.doors.size()));
			if (random.nextInt(8) == 0) {
				door.online = !door.online;
			}
			if (random.nextInt(3) > 0) {
				door.scanSeated("s" + random.nextInt(SEATED));
			}
			else {
				door.scanOther("o" + random.nextInt(OTHERS));
			}
			if (door.online) {
				door.upload(random);
			}
		}
		List<Door> inAnyOrder = new ArrayList<>(this.doors);
		Collections.shuffle(inAnyOrder, random);
		inAnyOrder.forEach((door) -> door.upload(random));
		this.doors.forEach((door) -> door.repeat(random));
		Map<String, Instant> came = new HashMap<>();
		this.seating.booked()
			.stream()
			.filter((place) -> place.checkedInAt() != null && place.subject().startsWith("s"))
			.forEach((place) -> came.put(place.subject(), place.checkedInAt()));
		assertThat(came).isEqualTo(this.withNetwork);
		assertThat(this.seating.booked()).hasSizeLessThanOrEqualTo(CAPACITY);
		assertThat(this.seating.booked()).extracting(Place::subject).doesNotHaveDuplicates();
		this.doors.forEach((door) -> assertThat(door.worstOutage).isLessThanOrEqualTo(CAPACITY - SEATED));
	}

	private static String[] names(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((i) -> prefix + i).toArray(String[]::new);
	}

	/** A device at a door. */
	private final class Door {

		private final List<Map.Entry<String, Instant>> queue = new ArrayList<>();

		private final List<Map.Entry<String, Instant>> uploaded = new ArrayList<>();

		private boolean online = true;

		private int places;

		private int admitted;

		private int worstOutage;

		void refresh() {
			this.places = Math.max(0, OfflineDoorPropertyTests.this.seating.free())
					/ OfflineDoorPropertyTests.this.doors.size();
			this.admitted = 0;
		}

		void scanSeated(String subject) {
			Instant at = OfflineDoorPropertyTests.this.now;
			OfflineDoorPropertyTests.this.withNetwork.merge(subject, at,
					(one, other) -> one.isBefore(other) ? one : other);
			this.queue.add(Map.entry(subject, at));
		}

		void scanOther(String subject) {
			if (this.online || this.admitted < this.places) {
				this.admitted += this.online ? 0 : 1;
				this.worstOutage = Math.max(this.worstOutage, this.admitted);
				this.queue.add(Map.entry(subject, OfflineDoorPropertyTests.this.now));
			}
		}

		void upload(Random random) {
			Collections.shuffle(this.queue, random);
			this.queue.forEach(this::store);
			this.uploaded.addAll(this.queue);
			this.queue.clear();
			refresh();
		}

		void repeat(Random random) {
			Seating before = OfflineDoorPropertyTests.this.seating;
			Collections.shuffle(this.uploaded, random);
			this.uploaded.stream().filter((entry) -> entry.getKey().startsWith("s")).forEach(this::store);
			assertThat(OfflineDoorPropertyTests.this.seating).isSameAs(before);
		}

		private void store(Map.Entry<String, Instant> entry) {
			OfflineDoorPropertyTests.this.seating = SeatDoor.synced(OfflineDoorPropertyTests.this.seating,
					entry.getKey(), entry.getValue(), "device/" + entry.getKey() + entry.getValue(),
					Terms.at(OfflineDoorPropertyTests.this.now).startingAt(NOW.plus(Duration.ofMinutes(30))).terms())
				.seating();
		}

	}

}
