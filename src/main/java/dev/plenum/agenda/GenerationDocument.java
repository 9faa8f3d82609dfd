package dev.plenum.agenda;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What remains of an attendee whose agenda was deleted, as it is stored. It tells nobody
 * whose agenda that was.
 *
 * @param id a keyed hash of the agenda's id, which only the servers can compute
 * @param eventId the event
 * @param generation the first generation of the attendee's code and calendar address that
 * is valid; those below were deleted
 * @param keyId the key that the id is made with
 */
public record GenerationDocument(@BsonId String id, String eventId, int generation, String keyId) {

}
