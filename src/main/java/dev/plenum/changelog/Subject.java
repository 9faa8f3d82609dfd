package dev.plenum.changelog;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;

/**
 * How a kind of snapshot is compared with its changelog.
 *
 * @param kinds the kinds of the nodes that the snapshots show
 * @param changelog the changelog of a snapshot, kept up to date by the same change feed
 * as the snapshot itself
 * @param visible everything that a snapshot shows
 * @param <T> the type of the snapshots
 */
public record Subject<T>(Set<NodeKind> kinds, Function<T, Changelog> changelog,
		Function<T, Collection<? extends Visible>> visible) {

}
