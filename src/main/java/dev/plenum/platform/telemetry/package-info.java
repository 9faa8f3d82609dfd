/**
 * Metrics, logs and traces for operators.
 */
@NullMarked
package dev.plenum.platform.telemetry;

import org.jspecify.annotations.NullMarked;
