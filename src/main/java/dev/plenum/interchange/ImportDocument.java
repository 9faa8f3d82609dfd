package dev.plenum.interchange;

import java.time.Instant;
import java.util.Map;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What the origin of an event's programme said the last time, as it is kept.
 *
 * @param eventId the event, which is also the document's id
 * @param version rises with every import that changes this
 * @param format the format of the last import
 * @param at when the last import was
 * @param said what was said of each thing, by its id: a word for each value, as
 * {@link Words} keep it
 * @param unsettled the words before those, by thing, while an import is under way or
 * where one was cut short
 * @param missing since when each session that the origin does not have any more is
 * missing, by its id
 */
public record ImportDocument(@BsonId String eventId, long version, FileFormat format, Instant at,
		Map<String, String> said, Map<String, String> unsettled, Map<String, Instant> missing) {

	public ImportDocument {
		said = Lists.orEmpty(said);
		unsettled = Lists.orEmpty(unsettled);
		missing = Lists.orEmpty(missing);
	}

}
