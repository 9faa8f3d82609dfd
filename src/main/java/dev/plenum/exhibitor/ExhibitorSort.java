package dev.plenum.exhibitor;

/** In what order exhibitors are listed; the schema describes each. */
enum ExhibitorSort {

	NAME, TIER, BOOTH

}
