package dev.plenum.interchange;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of imports.
 *
 * @param maxFileSize the maximum size of a programme file, 32 MB by default
 * @param missingFor how long a session must be missing from the files until an import
 * cancels it, 15 minutes by default
 */
@ConfigurationProperties("plenum.import")
record InterchangeSettings(@DefaultValue("32MB") DataSize maxFileSize, @DefaultValue("15m") Duration missingFor) {
}
