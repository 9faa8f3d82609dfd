package dev.plenum.participant;

import java.util.Locale;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A participant to create or to change; the schema describes each property.
 */
record PutParticipantInput(String eventId, @Nullable String id, @Nullable String key, @Nullable Integer expectedVersion,
		ArgumentValue<String> name, ArgumentValue<String> organisation, ArgumentValue<String> email,
		ArgumentValue<Locale> language, ArgumentValue<String> ticketType, ArgumentValue<ParticipantState> state) {

	String participantId() {
		return Keys.id(Participants.ID_PREFIX, this.eventId, this.id, this.key);
	}

	void check(boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.needed(this.state, false, "state");
		Check.line(this.name, "name");
		Check.line(this.organisation, "organisation");
		Check.that(this.email.value() == null || Entry.isAddress(this.email.value()),
				"Write an e-mail address such as name@example.org.", "email");
		Check.line(this.ticketType, "ticketType");
	}

	/**
	 * The values of the participant after the change.
	 * @param known the participant; null for a new one
	 */
	Entry entry(@Nullable ParticipantDocument known) {
		Entry before = (known != null) ? Entry.of(known)
				: new Entry(String.valueOf(this.key), "", null, null, null, null, ParticipantState.ACTIVE);
		return new Entry(before.key(), value(this.name, before.name()),
				nullable(this.organisation, before.organisation()), nullable(this.email, before.email()),
				this.language.isOmitted() ? before.language()
						: (this.language.value() != null) ? this.language.value().toLanguageTag() : null,
				nullable(this.ticketType, before.ticketType()), value(this.state, before.state()));
	}

	private static <T> T value(ArgumentValue<T> given, T before) {
		T value = given.value();
		return (value != null) ? value : before;
	}

	private static @Nullable String nullable(ArgumentValue<String> given, @Nullable String before) {
		return given.isOmitted() ? before : given.value();
	}

}
