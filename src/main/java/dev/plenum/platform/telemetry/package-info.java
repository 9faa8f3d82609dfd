/**
 * What operators see of the server: its numbers and its log.
 */
@NullMarked
package dev.plenum.platform.telemetry;

import org.jspecify.annotations.NullMarked;
