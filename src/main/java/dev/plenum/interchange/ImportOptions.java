package dev.plenum.interchange;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a file is imported.
 *
 * @param dryRun whether only to tell what would happen
 * @param overwrite whether the file wins over what was changed here
 * @param remove whether what the file does not have any more is cancelled at once,
 * however much it is
 * @param missingFor how long a session must be missing until it is cancelled
 * @param timezone the timezone of a new event whose file names none; null if nobody said
 * @param organiserSubjects the subjects of the tokens that may change a new event
 */
record ImportOptions(boolean dryRun, boolean overwrite, boolean remove, Duration missingFor, @Nullable ZoneId timezone,
		List<String> organiserSubjects) {

}
