package dev.plenum.exhibitor;

import dev.plenum.platform.graphql.Text;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A category of exhibitors as it is kept.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises with every write
 * @param position where it stands among the categories, from 0
 * @param name what it is called
 */
public record CategoryDocument(@BsonId String id, String eventId, long version, int position, Text name) {

}
