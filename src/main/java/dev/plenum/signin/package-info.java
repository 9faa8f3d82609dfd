/**
 * Participants sign in with the code of their ticket. A ticket token is valid in its own
 * event only.
 */
@NullMarked
package dev.plenum.signin;

import org.jspecify.annotations.NullMarked;
