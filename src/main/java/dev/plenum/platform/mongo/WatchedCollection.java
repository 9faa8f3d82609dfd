package dev.plenum.platform.mongo;

/**
 * A collection whose changes the {@link ChangeFeed} tells. Each feature declares its own
 * as beans.
 *
 * @param name the collection's name
 */
public record WatchedCollection(String name) {

}
