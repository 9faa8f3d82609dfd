package dev.plenum.agenda;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Raises the generation of one agenda, as it is stored. It does not reveal whose agenda
 * it is.
 *
 * @param id a keyed hash of the agenda's id, which only the servers can compute
 * @param eventId the event
 * @param generation the number that is added to the attendee's deletions to get the first
 * valid generation
 * @param keyId the key of the hash
 */
public record GenerationDocument(@BsonId String id, String eventId, int generation, String keyId) {

}
