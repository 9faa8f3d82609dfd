/**
 * The audit trail: each change by organisers, staff and administrators. Entries are never
 * removed, and the organisers of an event can read them.
 */
@NullMarked
package dev.plenum.audit;

import org.jspecify.annotations.NullMarked;
