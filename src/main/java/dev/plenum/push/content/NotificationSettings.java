package dev.plenum.push.content;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which notifications a person wants, and when. The schema describes each property.
 *
 * @param id the id, which contains nothing of the person
 * @param mutedKinds the kinds that are switched off
 * @param quietHours the quiet hours; null for none
 * @param timezone the time zone of the quiet hours and of the evening digest; null for
 * that of each device
 * @param reminderMinutes how many minutes before the start a reminder is sent
 * @param remindersForBreaks whether reminders are also sent for breaks and meals
 * @param eveningDigestAt the time of the evening digest; null if there is none
 */
public record NotificationSettings(String id, Set<NotificationKind> mutedKinds, @Nullable QuietHours quietHours,
		@Nullable ZoneId timezone, int reminderMinutes, boolean remindersForBreaks,
		@Nullable LocalTime eveningDigestAt) {

	static final int DEFAULT_REMINDER_MINUTES = 10;

	public NotificationSettings {
		mutedKinds = Set.copyOf(mutedKinds);
	}

	/**
	 * Returns the settings of a person who has changed none.
	 */
	static NotificationSettings unchanged(String id) {
		return new NotificationSettings(id, Set.of(), null, null, DEFAULT_REMINDER_MINUTES, false, null);
	}

	boolean wants(NotificationKind kind) {
		return !this.mutedKinds.contains(kind);
	}

	Duration lead() {
		return Duration.ofMinutes(this.reminderMinutes);
	}

	ZoneId zoneFor(Reader reader) {
		return (this.timezone != null) ? this.timezone : reader.zone();
	}

}
