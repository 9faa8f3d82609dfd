package dev.plenum.platform;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a fault that repeats itself is logged.
 */
@ExtendWith(OutputCaptureExtension.class)
class RepeatedFaultsTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final RepeatedFaults faults = new RepeatedFaults(LoggerFactory.getLogger(RepeatedFaultsTests.class),
			this.time);

	@Test
	void aFaultIsLoggedAtOnceAndThenOnceASecondWithItsCount(CapturedOutput output) {
		warn("The wire is cut", 1000);
		assertThat(lines(output)).containsExactly("The wire is cut");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		warn("The wire is cut", 5);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(lines(output)).containsExactly("The wire is cut", "The wire is cut (999 more within a second)",
				"The wire is cut (5 more within a second)");
	}

	@Test
	void aFaultThatOccursAgainAfterAQuietSecondIsLoggedAtOnce(CapturedOutput output) {
		warn("The wire is cut", 1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		warn("The wire is cut", 1);
		assertThat(lines(output)).containsExactly("The wire is cut", "The wire is cut");
	}

	@Test
	void eachFaultHasItsOwnCount(CapturedOutput output) {
		warn("The wire is cut", 3);
		warn("The disk is full", 2);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(lines(output)).containsExactlyInAnyOrder("The wire is cut", "The disk is full",
				"The wire is cut (2 more within a second)", "The disk is full (1 more within a second)");
	}

	@Test
	void faultsThatAreAllDifferentDoNotFillTheLogOrTheMemory(CapturedOutput output) {
		IntStream.range(0, 10_000).forEach((i) -> warn("Fault " + i, 1));
		assertThat(lines(output)).hasSize(101);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(lines(output)).hasSize(102).last().asString().contains("(9899 more within a second)");
	}

	private void warn(String message, int times) {
		IntStream.range(0, times).forEach((_) -> this.faults.warn(message));
	}

	private static List<String> lines(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains(RepeatedFaultsTests.class.getSimpleName()))
			.map((line) -> line.substring(line.indexOf("Tests: ") + "Tests: ".length()))
			.toList();
	}

}
