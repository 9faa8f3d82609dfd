/**
 * Imports the exhibitors of an event from tables and JSON, and exports them as tables.
 */
@NamedInterface("file")
@NullMarked
package dev.plenum.exhibitor.file;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
