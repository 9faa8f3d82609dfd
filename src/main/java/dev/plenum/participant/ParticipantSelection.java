package dev.plenum.participant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.mongodb.client.model.Filters;
import dev.plenum.platform.graphql.Check;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which participants of an event a list contains.
 *
 * @param search words that must all be at the beginning of a word of the name, the
 * organisation, the e-mail address or the key; null for all
 * @param filter what must be true of each; null for all
 */
record ParticipantSelection(@Nullable String search, @Nullable ParticipantFilter filter) {

	private static final int MOST_WORDS = 8;

	ParticipantSelection {
		Check.line((search != null && search.isBlank()) ? null : search, "search");
	}

	Bson condition() {
		List<Bson> conditions = new ArrayList<>();
		if (this.search != null) {
			Arrays.stream(this.search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
				.filter((word) -> !word.isEmpty())
				.limit(MOST_WORDS)
				.map((word) -> Filters.regex("words", "(?:^| )" + Pattern.quote(word)))
				.forEach(conditions::add);
		}
		if (this.filter != null) {
			this.filter.addTo(conditions);
		}
		return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
	}

	/**
	 * What must be true of each participant; the schema describes each property.
	 */
	record ParticipantFilter(@Nullable ParticipantState state, @Nullable List<String> ticketTypes,
			@Nullable Boolean linked) {

		private void addTo(List<Bson> conditions) {
			if (this.state != null) {
				conditions.add(Filters.eq("state", this.state));
			}
			if (this.ticketTypes != null) {
				conditions.add(Filters.in("ticketType", this.ticketTypes));
			}
			if (this.linked != null) {
				conditions.add(Filters.exists("linkedTo", this.linked));
			}
		}

	}

}
