package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A category of exhibitors to be made or changed; the schema describes each property.
 */
record PutExhibitorCategoryInput(String eventId, @Nullable String id, @Nullable String key,
		ArgumentValue<List<TextInput>> name, ArgumentValue<Integer> position) {

	String categoryId() {
		return Keys.id(Categories.ID_PREFIX, this.eventId, this.id, this.key);
	}

	void check(boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.needed(this.position, false, "position");
		Check.atLeast(0, this.position, "position");
	}

	Fields fields(int last) {
		Fields fields = new Fields().input("name", this.name, (texts) -> TextInput.text(texts, "input", "name"))
			.input("position", this.position);
		return this.position.isOmitted() ? fields.first("position", last) : fields;
	}

}
