/**
 * Certificates of attendance: who has earned one, and the public pages that verify them.
 */
@NullMarked
package dev.plenum.certificate;

import org.jspecify.annotations.NullMarked;
