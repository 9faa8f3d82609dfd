package dev.plenum.exhibitor;

import java.time.Instant;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A file of exhibitors that is being brought in, kept until all of it is.
 *
 * @param eventId the event, which has one at a time
 * @param at when somebody began with it, or took it over
 * @param text the file, in which no fault was found
 */
public record PendingFileDocument(@BsonId String eventId, Instant at, String text) {

}
