package dev.plenum.exhibitor;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import dev.plenum.platform.graphql.TextInput;
import dev.plenum.programme.document.LinkInput;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Changes an exhibitor on behalf of its staff. The schema describes each property.
 */
record UpdateBoothInput(String exhibitorId, @Nullable Integer expectedVersion, ArgumentValue<String> name,
		ArgumentValue<List<TextInput>> description, ArgumentValue<URI> logo, ArgumentValue<List<LinkInput>> links,
		ArgumentValue<List<String>> categoryIds, ArgumentValue<List<List<TextInput>>> products,
		ArgumentValue<List<ContactInput>> contacts, ArgumentValue<List<Locale>> languages) {

	Listing listing() {
		return new Listing(this.name, this.description, this.logo, this.links, this.categoryIds, this.products,
				this.contacts, this.languages);
	}

}
