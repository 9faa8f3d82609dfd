package dev.plenum.programme;

import java.util.List;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * One short presentation of a block.
 *
 * @param session the session that it belongs to
 * @param index its place among the parts of the session, from 0
 * @param title its title
 * @param region the region that it is about; null for none
 * @param speakers its speakers
 */
public record SessionPart(Session session, int index, Text title, @Nullable String region, List<Speaker> speakers) {

	/**
	 * Returns its id, which stays the same as long as the part keeps its place.
	 * @return the id
	 */
	public String id() {
		return id(this.session.event().id(), this.session.id(), this.index);
	}

	static String id(String eventId, String sessionId, int index) {
		return Ids.in("prt", eventId, sessionId + '/' + index);
	}

}
