/**
 * What exhibitors offer at their booths, and what attendees have claimed of it.
 */
@NamedInterface("offer")
@NullMarked
package dev.plenum.exhibitor.offer;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
