/**
 * Synchronises the participants of an event with the orders of a pretix server, which one
 * server at a time reads again and again.
 */
@NamedInterface("pretix")
@NullMarked
package dev.plenum.participant.pretix;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
