package dev.plenum.exhibitor;

import dev.plenum.platform.graphql.Text;
import dev.plenum.programme.Programme;

/**
 * A category of exhibitors as it is shown; the schema describes each property.
 *
 * @param programme the event that it belongs to
 * @param document the category as it is kept
 */
public record ExhibitorCategory(Programme programme, CategoryDocument document) {

	public String id() {
		return this.document.id();
	}

	public Text name() {
		return this.programme.readable(this.document.name());
	}

}
