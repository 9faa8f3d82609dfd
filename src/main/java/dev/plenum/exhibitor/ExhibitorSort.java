package dev.plenum.exhibitor;

/** The order of a list of exhibitors. The schema describes each value. */
enum ExhibitorSort {

	NAME, TIER, BOOTH

}
