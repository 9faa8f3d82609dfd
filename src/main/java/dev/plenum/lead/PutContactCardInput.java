package dev.plenum.lead;

import java.util.regex.Pattern;

import dev.plenum.lead.ContactCardDocument.ContactDetails;
import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a contact card is to say; the schema describes each property.
 */
record PutContactCardInput(String eventId, String name, @Nullable String organisation, @Nullable String title,
		@Nullable String email, @Nullable String phone) {

	private static final int LONGEST_LINE = 200;

	private static final int LONGEST_EMAIL = 254;

	private static final int LONGEST_PHONE = 40;

	private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");

	private static final Pattern PHONE = Pattern.compile("[+0-9][0-9 ()./x-]*");

	ContactDetails contact() {
		String given = line(this.name, LONGEST_LINE, "name");
		if (given == null) {
			throw Problem.badInput("A contact card has a name.", "input", "name");
		}
		return new ContactDetails(given, line(this.organisation, LONGEST_LINE, "organisation"),
				line(this.title, LONGEST_LINE, "title"),
				matching(EMAIL, line(this.email, LONGEST_EMAIL, "email"), "email"),
				matching(PHONE, line(this.phone, LONGEST_PHONE, "phone"), "phone"));
	}

	private static @Nullable String line(@Nullable String value, int most, String field) {
		if (value == null || value.isBlank()) {
			return null;
		}
		if (value.length() > most || value.chars().anyMatch(Character::isISOControl)) {
			throw Problem.badInput("Write one line of at most %d characters.".formatted(most), "input", field);
		}
		return value.strip();
	}

	private static @Nullable String matching(Pattern pattern, @Nullable String value, String field) {
		if (value != null && !pattern.matcher(value).matches()) {
			throw Problem.badInput("This cannot be right; leave it out if there is none.", "input", field);
		}
		return value;
	}

}
