package dev.plenum.platform.graphql;

import java.util.Map;

/**
 * Documents of clients that the server itself contains. They are trusted.
 *
 * @param byId the documents by id, the SHA-256 hash in hexadecimal
 */
public record OwnDocuments(Map<String, String> byId) {
}
