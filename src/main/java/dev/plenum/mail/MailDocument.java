package dev.plenum.mail;

import java.time.Instant;
import java.util.Objects;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A message in the queue. The document stays after an invitation or a link was sent,
 * without the address, so that it is not sent again at once. It contains no code: the
 * sender derives it.
 *
 * @param id its id
 * @param eventId the event
 * @param version raised by each request, but not by sending
 * @param kind why it is sent
 * @param participantId the participant; null for {@link MailKind#LINK}
 * @param address the e-mail address; null after it was sent
 * @param name the name of the person; null if unknown
 * @param language the BCP 47 tag of the language of the person; null if unknown
 * @param askedAt when it was asked for last
 * @param dueAt when a server sends it, or the end of the lease; null after it was sent
 * @param lease the lease of the server that sends it; null if none does
 * @param attempts how often sending it has failed; null for 0
 * @param sentAt when it was sent; null if it was not
 */
public record MailDocument(@BsonId String id, String eventId, long version, MailKind kind,
		@Nullable String participantId, @Nullable String address, @Nullable String name, @Nullable String language,
		Instant askedAt, @Nullable Instant dueAt, @Nullable String lease, @Nullable Integer attempts,
		@Nullable Instant sentAt) {

	int failures() {
		return Objects.requireNonNullElse(this.attempts, 0);
	}

}
