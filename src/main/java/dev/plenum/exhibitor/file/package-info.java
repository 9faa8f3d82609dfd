/**
 * Imports the exhibitors of an event from files in CSV or JSON.
 */
@NamedInterface("file")
@NullMarked
package dev.plenum.exhibitor.file;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
