package dev.plenum.exhibitor;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.Programme;

/**
 * A category of exhibitors for readers. The schema describes each property.
 *
 * @param programme the event that it belongs to
 * @param document the stored category
 */
public record ExhibitorCategory(Programme programme, CategoryDocument document) {

	public String id() {
		return this.document.id();
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	public Text name() {
		return this.programme.readable(this.document.name());
	}

}
