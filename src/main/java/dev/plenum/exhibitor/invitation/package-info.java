/**
 * Invites people to the staff of exhibitors by codes.
 */
@NullMarked
package dev.plenum.exhibitor.invitation;

import org.jspecify.annotations.NullMarked;
