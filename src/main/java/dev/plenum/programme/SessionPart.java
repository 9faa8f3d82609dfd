package dev.plenum.programme;

import java.util.List;

import dev.plenum.platform.graphql.Text;
import org.jspecify.annotations.Nullable;

/**
 * One short presentation of a block.
 *
 * @param session the session that it belongs to
 * @param title what it is called
 * @param region the region that it tells of; null if it is about none
 * @param speakers who presents it
 */
public record SessionPart(Session session, Text title, @Nullable String region, List<Speaker> speakers) {

}
