package dev.plenum.platform.startup;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Boot keeps quiet about a preinitializer that fails: the start is then just slow.
 */
class PreinitializersTests {

	@Test
	void whatLoadsInTheBackgroundIsRegisteredAndWorks() throws Exception {
		List<BackgroundPreinitializer> ours = SpringFactoriesLoader
			.forDefaultResourceLocation(getClass().getClassLoader())
			.load(BackgroundPreinitializer.class)
			.stream()
			.filter((preinitializer) -> preinitializer.getClass().getName().startsWith("dev.plenum."))
			.toList();
		assertThat(ours).hasSize(2);
		for (BackgroundPreinitializer preinitializer : ours) {
			preinitializer.preinitialize();
		}
	}

}
