package dev.plenum.platform.token;

import java.time.Instant;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A key pair as it is stored.
 *
 * @param id the number of the period in which the key signs
 * @param version the number of writes
 * @param madeAt when the key was created
 * @param key the key pair as a JSON Web Key; only the public key when the period is over
 */
public record SigningKeyDocument(@BsonId String id, long version, Instant madeAt, String key) {

}
