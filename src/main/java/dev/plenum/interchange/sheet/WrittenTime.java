package dev.plenum.interchange.sheet;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * What a cell says about time: a date, a time, both, or a range.
 *
 * @param date the date of the start; null if the cell contains none
 * @param endDate the date of the end; null if the cell contains none
 * @param start the time of the start since midnight; null if the cell contains none
 * @param end the time of the end since midnight; null if the cell contains none
 * @param offset the offset from UTC; null if the cell contains none
 */
record WrittenTime(@Nullable LocalDate date, @Nullable LocalDate endDate, @Nullable Duration start,
		@Nullable Duration end, @Nullable ZoneOffset offset) {
}
