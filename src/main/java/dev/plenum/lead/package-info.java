/**
 * The only way to an attendee's contact data: the attendee shows a code, an exhibitor's
 * staff redeem it, and the attendee sees who holds the data and can withdraw them.
 */
@NullMarked
package dev.plenum.lead;

import org.jspecify.annotations.NullMarked;
