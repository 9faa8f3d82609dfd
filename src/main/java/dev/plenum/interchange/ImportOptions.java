package dev.plenum.interchange;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The options of an import.
 *
 * @param dryRun whether only to report what the import would do
 * @param overwrite whether the file replaces values that were changed in Plenum
 * @param remove whether sessions that are missing from the file are cancelled
 * immediately, and whatever else it lacks is removed, however much it is
 * @param strict whether a file with anything odd is rejected
 * @param missingFor how long a session must be missing from the files until an import
 * cancels it
 * @param timezone the time zone of a new event if the file contains none; null if it is
 * not given
 * @param organiserSubjects the subjects of the organisers of a new event
 */
record ImportOptions(boolean dryRun, boolean overwrite, boolean remove, boolean strict, Duration missingFor,
		@Nullable ZoneId timezone, List<String> organiserSubjects) {

}
