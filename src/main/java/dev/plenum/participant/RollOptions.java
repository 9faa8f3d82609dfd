package dev.plenum.participant;

/**
 * The options of an import of participants.
 *
 * @param dryRun whether only to report what the import would do
 * @param remove whether the list is complete, so that participants from the same source
 * leave who are missing
 * @param confirm whether the import is carried out however much it changes
 */
public record RollOptions(boolean dryRun, boolean remove, boolean confirm) {
}
