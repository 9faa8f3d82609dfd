/**
 * Who changed what: every change by organisers, staff and administrators, kept for good
 * and shown to the event's organisers.
 */
@NullMarked
package dev.plenum.audit;

import org.jspecify.annotations.NullMarked;
