/**
 * Ticket codes, and tokens that this server signs with keys of its own.
 */
@NullMarked
package dev.plenum.platform.token;

import org.jspecify.annotations.NullMarked;
