/**
 * Events, sessions and speakers as they are stored, and their collections.
 */
@NamedInterface("document")
@NullMarked
package dev.plenum.programme.document;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
