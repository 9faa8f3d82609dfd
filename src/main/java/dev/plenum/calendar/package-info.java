/**
 * The programme and everybody's own agenda for the calendars of phones and computers, as
 * iCalendar feeds that follow every change.
 */
@NullMarked
package dev.plenum.calendar;

import org.jspecify.annotations.NullMarked;
