package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Creates or changes a category of exhibitors. The schema describes each property.
 */
public record PutExhibitorCategoryInput(String eventId, @Nullable String id, @Nullable String key,
		@Nullable Integer expectedVersion, ArgumentValue<List<TextInput>> name, ArgumentValue<Integer> position) {

	/**
	 * The id of the category.
	 * @return the given id, or the id that follows from the key
	 */
	public String categoryId() {
		return Keys.id(Categories.ID_PREFIX, this.eventId, this.id, this.key);
	}

	/**
	 * Checks all fields of this input.
	 * @param isNew whether the category does not exist yet
	 */
	public void check(boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.needed(this.position, false, "position");
		Check.atLeast(0, this.position, "position");
	}

	/**
	 * The change of the category's document.
	 * @param last the position of a new category without a position
	 * @return the fields that this input contains, and the first values of a new document
	 */
	public Fields fields(int last) {
		Fields fields = new Fields().input("name", this.name, (texts) -> TextInput.text(texts, "input", "name"))
			.input("position", this.position);
		return this.position.isOmitted() ? fields.first("position", last) : fields;
	}

}
