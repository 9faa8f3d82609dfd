/**
 * The audit trail: each change by organisers, staff and administrators. The organisers of
 * an event can read its entries.
 */
@NullMarked
package dev.plenum.audit;

import org.jspecify.annotations.NullMarked;
