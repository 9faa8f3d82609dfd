package dev.plenum.inbox;

/**
 * A new item of an inbox. The schema describes each property.
 *
 * @param item the item
 * @param cursor the place after it
 */
record NewsStep(NewsItem item, String cursor) {
}
