package dev.plenum.agenda;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Counts how often a person deleted their data, as it is stored. It does not reveal who
 * the person is.
 *
 * @param id a keyed hash of the person's subject, which only the servers can compute
 * @param count how often the person deleted their data
 * @param keyId the key of the hash
 */
public record DeletionsDocument(@BsonId String id, int count, String keyId) {

}
