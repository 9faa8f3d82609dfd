package dev.plenum.platform.secret;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;

/**
 * A key as it is stored.
 *
 * @param id what the key is for
 * @param keyId the name of this key among those that follow each other for the same
 * purpose
 * @param secret the key, 32 random bytes
 */
public record KeyDocument(@BsonId String id, String keyId, Binary secret) {

}
