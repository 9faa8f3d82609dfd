package dev.plenum.platform.mongo;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept in memory.
 *
 * @param keepUnused how long anything stays in memory that nobody reads or follows, such
 * as the programme of an event; default 30 min
 */
@ConfigurationProperties("plenum.memory")
public record MemorySettings(@DefaultValue("30m") Duration keepUnused) {

}
