package dev.plenum.platform.mongo;

import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The version of a part of a document, such as a room in an event. It is the field
 * {@code version} of the part, and every write of the part raises it. A part that was
 * stored before parts had versions has version 1.
 *
 * @param part the path of the part, with dots
 */
record PartVersion(String part) {

	/**
	 * The steps of a write that expects a version. At most one of them matches a
	 * document.
	 * @param expected the version that the part must have; 0 if the part must not exist;
	 * null for any
	 */
	List<Step> steps(@Nullable Integer expected) {
		Step raise = new Step((expected != null) ? Filters.eq(field(), expected) : Filters.exists(field()),
				Updates.inc(field(), 1));
		Step introduce = new Step(Filters.and(Filters.exists(this.part), Filters.exists(field(), false)),
				Updates.set(field(), 2));
		Step create = new Step(Filters.exists(this.part, false), Updates.set(field(), 1));
		if (expected == null) {
			return List.of(raise, introduce, create);
		}
		return switch (expected) {
			case 0 -> List.of(create);
			case 1 -> List.of(raise, introduce);
			default -> List.of(raise);
		};
	}

	private String field() {
		return this.part + ".version";
	}

	/**
	 * One attempt to write.
	 *
	 * @param condition what must be true of the document
	 * @param update sets the new version of the part
	 */
	record Step(Bson condition, Bson update) {
	}

}
