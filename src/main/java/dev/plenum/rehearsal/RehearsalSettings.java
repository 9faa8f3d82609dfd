package dev.plenum.rehearsal;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a server rehearses.
 *
 * @param atMost how long a server that has just started rehearses before it reports that
 * it is ready, not counting the second or so that the rehearsal itself needs to start;
 * zero for not at all. The server answers requests meanwhile
 */
@ConfigurationProperties("plenum.rehearsal")
record RehearsalSettings(@DefaultValue("3s") Duration atMost) {

	boolean isWanted() {
		return this.atMost.isPositive();
	}

}
