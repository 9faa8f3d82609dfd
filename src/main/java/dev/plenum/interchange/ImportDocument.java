package dev.plenum.interchange;

import java.time.Instant;
import java.util.Map;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * The stored memory of the imports into an event.
 *
 * @param eventId the event's id, which is also the document's id
 * @param version increases by one when an import that changes this document begins, and
 * again when it has completed
 * @param format the format of the last file
 * @param at the time of the last import
 * @param said what the last file contained: for each object's id the fingerprints of its
 * values, as {@link Fingerprints} writes them
 * @param unsettled the fingerprints before the current import, by object id; empty when
 * the import has completed
 * @param missing since when each missing session is missing from the files, by session id
 */
public record ImportDocument(@BsonId String eventId, long version, FileFormat format, Instant at,
		Map<String, String> said, Map<String, String> unsettled, Map<String, Instant> missing) {

	public ImportDocument {
		said = Lists.orEmpty(said);
		unsettled = Lists.orEmpty(unsettled);
		missing = Lists.orEmpty(missing);
	}

}
