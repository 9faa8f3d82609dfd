/**
 * Removals that consist of several writes, and the requests to remove something.
 */
@NullMarked
package dev.plenum.platform.removal;

import org.jspecify.annotations.NullMarked;
