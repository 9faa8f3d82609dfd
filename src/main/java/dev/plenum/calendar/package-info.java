/**
 * The programme and each attendee's agenda as iCalendar feeds, which calendar apps on
 * phones and computers subscribe to.
 */
@NullMarked
package dev.plenum.calendar;

import org.jspecify.annotations.NullMarked;
