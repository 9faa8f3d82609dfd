package dev.plenum.platform.mongo;

/**
 * A collection of what organisers and exhibitors maintain, whose documents may be shown
 * in the audit trail as they were and as they became. Nothing that attendees own, and
 * nothing that is secret, may be in one. Each feature declares its own as beans.
 *
 * @param name the collection's name
 */
public record AuditedCollection(String name) {

}
