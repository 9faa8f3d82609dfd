package dev.plenum.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.plenum.announcement.BulletinBoard;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.Programme;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored webhook. Organisers raise the version; sending raises only the number of
 * writes.
 *
 * @param id its id
 * @param eventId the event
 * @param version the number of writes by organisers
 * @param url the address, which often contains a secret
 * @param preset the format of the bodies
 * @param kinds what it receives
 * @param language the preferred language of texts as a BCP 47 tag; null for the event's
 * first language
 * @param secret the secret of the signatures
 * @param enabled whether it receives messages
 * @param place how far it has received messages
 * @param nextAt when any server looks at it next; while a server sends, when the lease
 * ends; null if there is nothing to do until something changes
 * @param lease the lease of the server that sends; null if none does
 * @param again whether something changed during the lease; null for no
 * @param writes the number of writes by servers; null for none
 * @param failures the number of failures since the last success; null for none
 * @param failingSince the time of the first of these failures; null if there is none
 * @param last the last attempt; null before the first one
 * @param gaveUpAt when the server disabled it; null if it did not
 * @param formerSecret the secret before the last renewal; null if it was never renewed
 */
public record WebhookDocument(@BsonId String id, String eventId, long version, String url, WebhookPreset preset,
		List<WebhookKind> kinds, @Nullable String language, String secret, boolean enabled, Place place,
		@Nullable Instant nextAt, @Nullable String lease, @Nullable Boolean again, @Nullable Integer writes,
		@Nullable Integer failures, @Nullable Instant failingSince, @Nullable Delivery last, @Nullable Instant gaveUpAt,
		@Nullable FormerSecret formerSecret) {

	public WebhookDocument {
		kinds = Lists.orEmpty(kinds);
	}

	/**
	 * The secrets by which a message is signed, the newest one first. After a renewal,
	 * the receiver has a day to change its secret.
	 */
	List<String> secrets(Instant now) {
		return (this.formerSecret != null && now.isBefore(this.formerSecret.until()))
				? List.of(this.secret, this.formerSecret.secret()) : List.of(this.secret);
	}

	boolean isWantedAgain() {
		return Boolean.TRUE.equals(this.again);
	}

	int failureCount() {
		return Objects.requireNonNullElse(this.failures, 0);
	}

	/**
	 * Whether this is not older than another state of the same webhook.
	 */
	boolean includes(WebhookDocument other) {
		return this.version >= other.version && writeCount() >= other.writeCount();
	}

	private int writeCount() {
		return Objects.requireNonNullElse(this.writes, 0);
	}

	/**
	 * The last of each kind that was received.
	 *
	 * @param revision the revision of the schedule
	 * @param version the version of the event
	 * @param bulletin the number of the bulletin
	 */
	public record Place(int revision, int version, int bulletin) {

		static Place newest(Programme programme, BulletinBoard bulletins) {
			return new Place(programme.schedule().revision(), programme.changelog().version(), bulletins.newest());
		}

		Place withRevision(int number) {
			return new Place(number, this.version, this.bulletin);
		}

		Place withVersion(int number) {
			return new Place(this.revision, number, this.bulletin);
		}

		Place withBulletin(int number) {
			return new Place(this.revision, this.version, number);
		}

		/**
		 * The place of a webhook that receives other kinds from now on: at the newest for
		 * those that it did not receive before.
		 */
		Place receiving(List<WebhookKind> before, Place newest) {
			return new Place(before.contains(WebhookKind.SCHEDULE_CHANGED) ? this.revision : newest.revision,
					before.contains(WebhookKind.PROGRAMME_CHANGED) ? this.version : newest.version,
					before.contains(WebhookKind.ANNOUNCED) ? this.bulletin : newest.bulletin);
		}

	}

	/**
	 * An attempt to send; the schema describes each property.
	 */
	public record Delivery(Instant at, DeliveryOutcome outcome, @Nullable Integer httpStatus) {
	}

	/**
	 * A secret that was replaced.
	 *
	 * @param secret the secret
	 * @param until until when messages are also signed by it
	 */
	public record FormerSecret(String secret, Instant until) {

		private static final Duration KEPT = Duration.ofDays(1);

		static FormerSecret replacedAt(Instant now, String secret) {
			return new FormerSecret(secret, now.plus(KEPT));
		}

	}

}
