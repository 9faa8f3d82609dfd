/**
 * The participants of an event, as its registration system knows them: who they are,
 * which ticket they have, and what happens when they leave.
 */
@NullMarked
package dev.plenum.participant;

import org.jspecify.annotations.NullMarked;
