package dev.plenum.programme;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How programmes are kept in memory.
 *
 * @param keepUnused how long a programme stays in memory that nobody reads or follows
 */
@ConfigurationProperties("plenum.programmes")
record ProgrammeSettings(@DefaultValue("30m") Duration keepUnused) {

}
