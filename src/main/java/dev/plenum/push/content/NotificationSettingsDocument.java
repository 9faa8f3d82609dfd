package dev.plenum.push.content;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one person as they are stored. A setting that is null has its default.
 *
 * @param id its id, made from the person
 * @param subject the person
 * @param version raised by every write
 * @param mutedKinds the names of the kinds that are switched off
 * @param quietHours the quiet hours
 * @param timezone the IANA name of the time zone
 * @param reminderMinutes how many minutes before the start a reminder is sent
 * @param remindersForBreaks whether reminders are also sent for breaks and meals
 * @param eveningDigestAt the time of the evening digest, as {@code HH:mm}
 */
public record NotificationSettingsDocument(@BsonId String id, String subject, long version, List<String> mutedKinds,
		@Nullable StoredQuietHours quietHours, @Nullable String timezone, @Nullable Integer reminderMinutes,
		@Nullable Boolean remindersForBreaks, @Nullable String eveningDigestAt) {

	public NotificationSettingsDocument {
		mutedKinds = Lists.orEmpty(mutedKinds);
	}

	NotificationSettings settings() {
		return new NotificationSettings(this.id,
				this.mutedKinds.stream()
					.flatMap((name) -> NotificationKind.named(name).stream())
					.collect(Collectors.toUnmodifiableSet()),
				(this.quietHours != null) ? this.quietHours.hours() : null,
				(this.timezone != null) ? ZoneId.of(this.timezone) : null,
				Objects.requireNonNullElse(this.reminderMinutes, NotificationSettings.DEFAULT_REMINDER_MINUTES),
				Boolean.TRUE.equals(this.remindersForBreaks),
				(this.eveningDigestAt != null) ? LocalTime.parse(this.eveningDigestAt) : null);
	}

	/**
	 * The quiet hours as they are stored.
	 *
	 * @param from when they begin, as {@code HH:mm}
	 * @param until when they end, as {@code HH:mm}
	 */
	public record StoredQuietHours(String from, String until) {

		QuietHours hours() {
			return new QuietHours(LocalTime.parse(this.from), LocalTime.parse(this.until));
		}

	}

}
