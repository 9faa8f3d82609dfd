package dev.plenum.participant.pretix;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.outbound.Outbound;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A registration source to create or to change; the schema describes each property.
 */
record PutRegistrationSourceInput(String eventId, @Nullable Integer expectedVersion, ArgumentValue<URI> url,
		ArgumentValue<String> organizerSlug, ArgumentValue<String> eventSlug, ArgumentValue<String> apiToken) {

	private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{8,200}");

	/**
	 * Checks the input. The token is sent to the address, so that another address needs
	 * it again: otherwise an organiser could have it sent to a server of their own.
	 * @param known the source; null for a new one
	 */
	void check(@Nullable SourceDocument known, Outbound outbound) {
		boolean isNew = known == null;
		Check.needed(this.url, isNew, "url");
		Check.needed(this.organizerSlug, isNew, "organizerSlug");
		Check.needed(this.eventSlug, isNew, "eventSlug");
		Check.needed(this.apiToken, isNew, "apiToken");
		URI address = this.url.value();
		Check.that(address == null || outbound.refusal(address).isEmpty(), Outbound.EXPECTED, "url");
		Check.that(address == null || address.getRawQuery() == null && address.getRawFragment() == null,
				"Give the address of pretix without a query.", "url");
		slug(this.organizerSlug, "organizerSlug");
		slug(this.eventSlug, "eventSlug");
		Check.that(this.apiToken.value() == null || TOKEN.matcher(this.apiToken.value()).matches(),
				"An API token has 8 to 200 characters and no spaces.", "apiToken");
		Check.that(
				known == null || address == null || base(address).equals(known.url()) || this.apiToken.value() != null,
				"Another address needs the API token again.", "apiToken");
	}

	/**
	 * What the input changes. Another list of orders is read completely.
	 */
	Fields fields(boolean isNew, SourceSecrets secrets, Instant now) {
		Fields fields = new Fields().input("url", this.url, PutRegistrationSourceInput::base)
			.input("organizerSlug", this.organizerSlug)
			.input("eventSlug", this.eventSlug)
			.input("token", this.apiToken, (token) -> secrets.sealed(this.eventId, token))
			.along("failures", 0)
			.along("nextAt", now)
			.without("lease")
			.without("again")
			.without("confirm")
			.without("failingSince")
			.without("readUntil")
			.without("completeAt");
		return isNew ? fields.set("hook", secrets.newHook()) : fields;
	}

	private static void slug(ArgumentValue<String> value, String field) {
		Check.that(value.value() == null || SLUG.matcher(value.value()).matches(),
				"Give the short name as it is in the address in pretix.", field);
	}

	private static String base(URI url) {
		return url.toString().replaceAll("/+$", "");
	}

	/**
	 * The token is left out, so that it is not logged.
	 */
	@Override
	public String toString() {
		return "PutRegistrationSourceInput for " + this.eventId;
	}

}
