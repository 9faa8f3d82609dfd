package dev.plenum.platform.embedded;

import java.util.List;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large writes are fast and leave the same behind.
 */
class KeyFormatTests {

	@Test
	void keysHaveTheOrderThatTheStoreGivesThemByDefault() {
		ObjectDataType byDefault = new ObjectDataType();
		KeyFormat format = new KeyFormat();
		List<Object> values = List.of("", "a", "b", "ab", "ba", "zz", "Z", "ses_1_a", "ses_1_b", "ses_12", "å",
				"a\u0000", 1L, true, "x".repeat(300));
		for (Object one : values) {
			for (Object other : values) {
				assertThat(format.compare(new KeyValue(one), new KeyValue(other))).as("%s and %s", one, other)
					.isEqualTo(byDefault.compare(new KeyValue(one), new KeyValue(other)));
			}
		}
		assertThat(format.compare(new KeyValue("a", "b"), new KeyValue("a", "c")))
			.isEqualTo(byDefault.compare(new KeyValue("a", "b"), new KeyValue("a", "c")));
	}

	@Test
	void aLargeUpdateSetsAndRemovesTheSameFields() {
		Document before = new Document("_id", "x").append("slots", new Document("old", 1).append("gone", 2))
			.append("other", new Document("kept", 1));
		Document set = new Document("revision", 5).append("new.s", 1).append("drafts.hidden", 1);
		for (int i = 0; i < 300; i++) {
			set.append("slots.s" + i, new Document("n", i));
		}
		Document update = new Document("$set", set)
			.append("$unset", new Document("slots.gone", "").append("notes.a", ""))
			.append("$inc", new Document("version", 1L))
			.append("$push", new Document("drafts.changes", 1));
		Document compact = LargeUpdate.compact(update, before);
		Document compactSet = (Document) compact.get("$set");
		assertThat(compactSet.keySet()).containsExactlyInAnyOrder("revision", "new.s", "drafts.hidden", "slots");
		assertThat((Document) compactSet.get("slots")).hasSize(301)
			.containsKeys("old", "s0", "s299")
			.doesNotContainKey("gone");
		assertThat(compact.get("$unset")).isEqualTo(new Document("notes.a", ""));
		assertThat(compact.get("$inc")).isEqualTo(new Document("version", 1L));
		assertThat(before.get("slots")).as("the stored document").isEqualTo(new Document("old", 1).append("gone", 2));
	}

}
