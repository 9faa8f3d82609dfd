/**
 * Authentication: tokens of an issuer, or of the local mode.
 */
@NullMarked
package dev.plenum.platform.security;

import org.jspecify.annotations.NullMarked;
