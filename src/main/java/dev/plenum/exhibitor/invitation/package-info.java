/**
 * Invites people to the staff of exhibitors by codes.
 */
@NamedInterface("invitation")
@NullMarked
package dev.plenum.exhibitor.invitation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
