package dev.plenum.exhibitor;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

/**
 * A public contact of an exhibitor in an input. The schema describes each property.
 */
public record ContactInput(String name, @Nullable String jobTitle, @Nullable String email, @Nullable String phone) {

	static final String FINE = "A contact needs a name, and an e-mail address looks like name@example.org.";

	boolean isFine() {
		return Check.isLine(this.name) && Check.isLine(this.jobTitle) && Check.isLine(this.email)
				&& Check.isLine(this.phone) && Listing.isEmail(this.email);
	}

	Contact contact() {
		return new Contact(this.name, this.jobTitle, this.email, this.phone);
	}

}
