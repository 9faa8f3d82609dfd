package dev.plenum;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which feature may know which: no cycles, and nobody reaches into what another keeps to
 * itself.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ModularityTests {

	@Test
	void theFeaturesKeepTheirBorders() {
		ApplicationModules modules = ApplicationModules.of(Plenum.class);
		assertThat(modules.getModuleByName("programme")).isPresent();
		modules.verify();
	}

	@Test
	void reachingIntoAnotherFeatureIsFound() {
		ApplicationModules modules = ApplicationModules.of("violations.modules", (location) -> true);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(modules::verify)
			.withMessageContaining("violations.modules.one.internal.Hidden")
			.withMessageContaining("Cycle detected");
	}

}
