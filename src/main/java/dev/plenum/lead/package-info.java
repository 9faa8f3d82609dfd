/**
 * Contact data change hands here and nowhere else: the attendee shows a code, an
 * exhibitor's staff redeem it, and the attendee sees who holds the data and can take them
 * back.
 */
@NullMarked
package dev.plenum.lead;

import org.jspecify.annotations.NullMarked;
