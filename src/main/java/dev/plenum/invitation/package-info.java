/**
 * What all invitations by code have in common: codes, how they are stored, and when they
 * can be redeemed.
 */
@NullMarked
package dev.plenum.invitation;

import org.jspecify.annotations.NullMarked;
