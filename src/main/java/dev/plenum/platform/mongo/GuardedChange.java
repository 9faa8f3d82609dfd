package dev.plenum.platform.mongo;

import org.bson.conversions.Bson;

/**
 * A change that is made only if the document meets a condition.
 *
 * @param condition what must be true of the document
 * @param fields what to change
 */
public record GuardedChange(Bson condition, Fields fields) {

}
