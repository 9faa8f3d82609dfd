package dev.plenum.participant.file;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the import of participants.
 *
 * @param maxImportSize the size of the largest file; 16 MB by default
 */
@ConfigurationProperties("plenum.participants")
record ParticipantFileSettings(@DefaultValue("16MB") DataSize maxImportSize) {

}
