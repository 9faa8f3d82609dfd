/**
 * Sends messages to devices through the push services of browsers, Apple and Google. The
 * package knows no event and no person.
 */
@NamedInterface("delivery")
@NullMarked
package dev.plenum.push.delivery;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
