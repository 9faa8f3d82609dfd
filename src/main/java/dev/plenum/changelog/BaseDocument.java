package dev.plenum.changelog;

import java.util.List;

import dev.plenum.changelog.StepDocument.NodeEntry;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What the changelog of one event knew of all nodes at one step. With it, older steps are
 * not needed to compare.
 *
 * @param id the id of the event
 * @param version raised by every write
 * @param number the number of the step
 * @param nodes the nodes that existed after the step
 */
public record BaseDocument(@BsonId String id, long version, int number, List<NodeEntry> nodes) {

	public BaseDocument {
		nodes = Lists.orEmpty(nodes);
	}

}
