package dev.plenum.interchange;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How programmes come in as files.
 *
 * @param maxFileSize the largest file
 * @param missingFor how long a session must be missing in its origin until an import
 * cancels it
 */
@ConfigurationProperties("plenum.import")
record InterchangeSettings(@DefaultValue("32MB") DataSize maxFileSize, @DefaultValue("15m") Duration missingFor) {
}
