package dev.plenum.participant;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plenum.platform.token.TokenIssuer;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A participant of an event, as it is stored.
 *
 * @param id the participant's id, which follows from the event and the key
 * @param eventId the event
 * @param version raised by every change of what organisers see
 * @param key the key in the registration system: an order, ticket or badge code
 * @param name the name to display
 * @param organisation the organisation; null if unknown
 * @param email the e-mail address, in lower case; null if unknown
 * @param language the BCP 47 tag of the preferred language; null if unknown
 * @param ticketType the type of the ticket; null if unknown
 * @param state whether the participant takes part
 * @param source where the participant comes from; null counts as {@code ORGANISER}
 * @param codeGeneration the generation of the ticket code: a random number for the first
 * code, raised by each replacement; null for 0, the first one of participants that were
 * stored before it was random
 * @param codeHash the keyed hash of the ticket code; null before there is one
 * @param linkedTo the subject of the account that entered the ticket code; null for none
 * @param linkedAt when the account entered it; null for never
 * @param movingAt when a server next moves what the ticket had to the account; null if
 * everything is moved
 * @param sortKey the place of the name in the alphabet of the event's first language
 * @param words what a search finds, in lower case
 * @param departingAt when a server looks again at a departure that is not complete; null
 * if there is none
 * @param removing whether the document is removed at the end of the departure; null for
 * no
 * @param missing whether the participation ended because a complete list did not contain
 * the participant, who takes part again if a later one does; null for no
 */
public record ParticipantDocument(@BsonId String id, String eventId, long version, String key, String name,
		@Nullable String organisation, @Nullable String email, @Nullable String language, @Nullable String ticketType,
		ParticipantState state, @Nullable ParticipantSource source, @Nullable Integer codeGeneration,
		@Nullable String codeHash, @Nullable String linkedTo, @Nullable Instant linkedAt, @Nullable Instant movingAt,
		@Nullable String sortKey, @Nullable String words, @Nullable Instant departingAt, @Nullable Boolean removing,
		@Nullable Boolean missing) {

	/**
	 * Whether the participant takes part.
	 * @return false if the participation was cancelled
	 */
	public boolean isActive() {
		return this.state == ParticipantState.ACTIVE;
	}

	/**
	 * Whether the participant takes part and has one of some types of ticket.
	 * @param ticketTypes the types; empty if each ticket will do
	 * @return whether the ticket is sufficient
	 */
	public boolean isAdmittedWith(List<String> ticketTypes) {
		return isActive() && (ticketTypes.isEmpty()
				|| this.ticketType != null && ticketTypes.stream().anyMatch(this.ticketType::equalsIgnoreCase));
	}

	/**
	 * The generation of the ticket code.
	 * @return a number that is raised whenever the code is replaced
	 */
	public int generation() {
		return Objects.requireNonNullElse(this.codeGeneration, 0);
	}

	/**
	 * The subject of the tokens that are issued for the ticket code.
	 * @return a subject that no account of the issuer has
	 */
	public String ticketSubject() {
		return TokenIssuer.TICKET + this.id;
	}

	/**
	 * The subject that has the participant's seats and agenda.
	 * @return the account that entered the ticket code, or otherwise the subject of the
	 * ticket tokens
	 */
	public String subject() {
		return (this.linkedTo != null) ? this.linkedTo : ticketSubject();
	}

	/**
	 * The subjects of all tokens with which the participant takes part.
	 * @return the subject of the ticket tokens and, if there is one, of the account that
	 * entered the ticket code
	 */
	public List<String> subjects() {
		return Stream.concat(Stream.of(ticketSubject()), Stream.ofNullable(this.linkedTo)).toList();
	}

	ParticipantSource origin() {
		return Objects.requireNonNullElse(this.source, ParticipantSource.ORGANISER);
	}

	boolean wasMissing() {
		return Boolean.TRUE.equals(this.missing);
	}

	boolean isBeingRemoved() {
		return Boolean.TRUE.equals(this.removing);
	}

}
