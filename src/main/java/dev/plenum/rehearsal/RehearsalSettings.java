package dev.plenum.rehearsal;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the rehearsal.
 *
 * @param atMost the maximum time of the rehearsal after a start, not counting about a
 * second for the start of the rehearsal itself; zero disables it. The server answers
 * requests during the rehearsal and reports that it is ready after it
 */
@ConfigurationProperties("plenum.rehearsal")
record RehearsalSettings(@DefaultValue("3s") Duration atMost) {

	boolean isWanted() {
		return this.atMost.isPositive();
	}

}
