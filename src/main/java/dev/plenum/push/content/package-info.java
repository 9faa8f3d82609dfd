/**
 * What is sent to devices, and when: pure functions from what is known of a person to the
 * messages that are due. The package knows no device and no push service.
 */
@NamedInterface("content")
@NullMarked
package dev.plenum.push.content;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
