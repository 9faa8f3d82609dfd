/**
 * The limits of traffic: rates and numbers of open connections of each subject and each
 * address.
 */
@NullMarked
package dev.plenum.platform.traffic;

import org.jspecify.annotations.NullMarked;
