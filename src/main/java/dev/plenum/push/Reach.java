package dev.plenum.push;

/**
 * Whom a change or an announcement has reached; the schema describes each property.
 */
record Reach(int concerned, int notified, int opened, int withoutDevice, int failed) {
}
