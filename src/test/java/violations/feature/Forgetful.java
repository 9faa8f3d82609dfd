package violations.feature;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

import dev.plenum.platform.graphql.FromMemory;

public class Forgetful {

	private final InstantSource clock = InstantSource.system();

	@FromMemory
	Instant moment() {
		return this.clock.instant();
	}

	@FromMemory
	Supplier<Instant> later() {
		return () -> this.clock.instant();
	}

}
