package dev.plenum.exhibitor;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.document.LinkInput;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Creates or changes an exhibitor on behalf of an organiser. The schema describes each
 * property.
 */
public record PutExhibitorInput(String eventId, @Nullable String id, @Nullable String key,
		@Nullable Integer expectedVersion, ArgumentValue<String> name, ArgumentValue<List<TextInput>> description,
		ArgumentValue<URI> logo, ArgumentValue<List<LinkInput>> links, ArgumentValue<List<String>> categoryIds,
		ArgumentValue<List<List<TextInput>>> products, ArgumentValue<List<ContactInput>> contacts,
		ArgumentValue<List<Locale>> languages, ArgumentValue<ExhibitorTier> tier, ArgumentValue<Booth> booth) {

	/**
	 * The id of the exhibitor.
	 * @return the given id, or the id that follows from the key
	 */
	public String exhibitorId() {
		return Keys.id(Exhibitors.ID_PREFIX, this.eventId, this.id, this.key);
	}

	/**
	 * Checks all fields of this input.
	 * @param floor the exhibition, which has the categories
	 * @param isNew whether the exhibitor does not exist yet
	 */
	public void check(ShowFloor floor, boolean isNew) {
		listing().check(floor, isNew);
		Check.needed(this.tier, false, "tier");
		Check.that(this.booth.value() == null || this.booth.value().isFine(), Booth.FINE, "booth");
	}

	/**
	 * The change of the exhibitor's document.
	 * @return the fields that this input contains, and the first values of a new document
	 */
	public Fields fields() {
		Fields fields = listing().addTo(new Fields().first("state", BoothState.OPEN))
			.input("tier", this.tier)
			.input("booth", this.booth);
		return this.tier.isOmitted() ? fields.first("tier", ExhibitorTier.EXHIBITOR) : fields;
	}

	private Listing listing() {
		return new Listing(this.name, this.description, this.logo, this.links, this.categoryIds, this.products,
				this.contacts, this.languages);
	}

}
