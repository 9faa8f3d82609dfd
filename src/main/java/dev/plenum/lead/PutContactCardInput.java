package dev.plenum.lead;

import java.util.regex.Pattern;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Creates or changes a contact card. The schema describes each property.
 */
record PutContactCardInput(String eventId, ArgumentValue<String> name, ArgumentValue<String> organisation,
		ArgumentValue<String> jobTitle, ArgumentValue<String> email, ArgumentValue<String> phone,
		@Nullable String requestId) {

	private static final int LONGEST_LINE = 200;

	private static final int LONGEST_EMAIL = 254;

	private static final int LONGEST_PHONE = 40;

	private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");

	private static final Pattern PHONE = Pattern.compile("[+0-9][0-9 ()./x-]*");

	/**
	 * The key by which a repetition of the request is recognised.
	 */
	@Nullable String requestKey(String subject) {
		return RequestKey.of(this.requestId, "putContactCard", this.eventId, subject);
	}

	/**
	 * The change of the card's document. The property {@code jobTitle} is stored as
	 * {@code title}.
	 */
	Fields fields() {
		Check.needed(this.name, false, "name");
		return new Fields().input("contact.name", this.name, PutContactCardInput::name)
			.input("contact.organisation", this.organisation, (value) -> line(value, LONGEST_LINE, "organisation"))
			.input("contact.title", this.jobTitle, (value) -> line(value, LONGEST_LINE, "jobTitle"))
			.input("contact.email", this.email,
					(value) -> matching(EMAIL, line(value, LONGEST_EMAIL, "email"), "email"))
			.input("contact.phone", this.phone,
					(value) -> matching(PHONE, line(value, LONGEST_PHONE, "phone"), "phone"));
	}

	private static String name(String value) {
		String name = line(value, LONGEST_LINE, "name");
		if (name == null) {
			throw Problem.badInput("A contact card needs a name.", "input", "name");
		}
		return name;
	}

	private static @Nullable String line(String value, int most, String field) {
		if (value.isBlank()) {
			return null;
		}
		if (value.length() > most || value.chars().anyMatch(Character::isISOControl)) {
			throw Problem.badInput("Expected one line of at most %d characters.".formatted(most), "input", field);
		}
		return value.strip();
	}

	private static @Nullable String matching(Pattern pattern, @Nullable String value, String field) {
		if (value != null && !pattern.matcher(value).matches()) {
			throw Problem.badInput("Invalid format. Send null if there is no value.", "input", field);
		}
		return value;
	}

}
