/**
 * Imports the participants of an event from tables and from orders of pretix.
 */
@NamedInterface("file")
@NullMarked
package dev.plenum.participant.file;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
