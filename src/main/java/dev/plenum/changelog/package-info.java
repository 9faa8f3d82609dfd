/**
 * The sequence of all visible changes of an event. A feature describes what its snapshots
 * show as {@link dev.plenum.changelog.Visible} objects. A
 * {@link dev.plenum.changelog.Keeper} compares them with the
 * {@link dev.plenum.changelog.Changelog}, and appends a step for whatever differs. So no
 * write needs to report its changes: those of imports, of older servers and of servers
 * that were killed are found like all others. This package knows no other feature.
 */
@NullMarked
package dev.plenum.changelog;

import org.jspecify.annotations.NullMarked;
