package dev.plenum.platform.mongo;

/**
 * A collection maintained by organisers and exhibitors, whose documents the audit trail
 * may show before and after a change. It contains no data of attendees and no secrets.
 * Each feature declares its collections as beans.
 *
 * @param name the collection's name
 */
public record AuditedCollection(String name) {

}
