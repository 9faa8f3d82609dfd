package dev.plenum.exhibitor.file;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the import of exhibitors.
 *
 * @param maxImportSize the size of the largest file; 4 MB by default
 */
@ConfigurationProperties("plenum.exhibitors")
record ExhibitorFileSettings(@DefaultValue("4MB") DataSize maxImportSize) {

}
