/**
 * How much anybody may ask for: rates for each subject and each address, and how many
 * sockets may be open.
 */
@NullMarked
package dev.plenum.platform.traffic;

import org.jspecify.annotations.NullMarked;
