/**
 * Every change of a schedule on every phone that listens.
 */
@NullMarked
package dev.plenum.live;

import org.jspecify.annotations.NullMarked;
