package dev.plenum.participant;

import java.util.Locale;

import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * A participant as organisers see it; the schema describes each property.
 *
 * @param programme the event
 * @param document the participant as it is stored
 */
public record Participant(Programme programme, ParticipantDocument document) {

	public String id() {
		return this.document.id();
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	public String key() {
		return this.document.key();
	}

	public String name() {
		return this.document.name();
	}

	public @Nullable String organisation() {
		return this.document.organisation();
	}

	public @Nullable String email() {
		return this.document.email();
	}

	public @Nullable Locale language() {
		return (this.document.language() != null) ? Locale.forLanguageTag(this.document.language()) : null;
	}

	public @Nullable String ticketType() {
		return this.document.ticketType();
	}

	public ParticipantState state() {
		return this.document.state();
	}

	public ParticipantSource source() {
		return this.document.origin();
	}

	public boolean linked() {
		return this.document.linkedTo() != null;
	}

}
