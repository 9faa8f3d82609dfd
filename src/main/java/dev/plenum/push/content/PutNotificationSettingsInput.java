package dev.plenum.push.content;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.push.content.NotificationSettingsDocument.StoredQuietHours;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * The input of {@code putNotificationSettings}. The schema describes each property.
 */
record PutNotificationSettingsInput(ArgumentValue<List<NotificationKind>> mutedKinds,
		ArgumentValue<QuietHoursInput> quietHours, ArgumentValue<String> timezone,
		ArgumentValue<Integer> reminderMinutes, ArgumentValue<Boolean> remindersForBreaks,
		ArgumentValue<String> eveningDigestAt, @Nullable String requestId) {

	private static final int LONGEST_LEAD = 1440;

	private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

	/**
	 * Returns the key by which a repetition of the request is recognised.
	 */
	@Nullable String requestKey(String holder) {
		return RequestKey.of(this.requestId, "putNotificationSettings", holder, holder);
	}

	/**
	 * Returns the fields to change.
	 */
	Fields fields() {
		checkTime(this.eveningDigestAt.value(), "eveningDigestAt");
		QuietHoursInput hours = this.quietHours.value();
		if (hours != null) {
			checkTime(hours.from, "quietHours");
			checkTime(hours.until, "quietHours");
			Check.that(!hours.from.equals(hours.until), "Quiet hours end at another time than they begin.",
					"quietHours");
		}
		Integer minutes = this.reminderMinutes.value();
		Check.that(minutes == null || minutes >= 1 && minutes <= LONGEST_LEAD,
				"The number must be from 1 to %d.".formatted(LONGEST_LEAD), "reminderMinutes");
		Check.that(this.timezone.value() == null || ZoneId.getAvailableZoneIds().contains(this.timezone.value()),
				"There is no time zone of this name. Give an IANA name such as Europe/Helsinki.", "timezone");
		return new Fields()
			.input("mutedKinds", this.mutedKinds,
					(kinds) -> kinds.stream().distinct().map(NotificationKind::name).sorted().toList())
			.input("quietHours", this.quietHours, (given) -> new StoredQuietHours(given.from, given.until))
			.input("timezone", this.timezone)
			.input("reminderMinutes", this.reminderMinutes)
			.input("remindersForBreaks", this.remindersForBreaks)
			.input("eveningDigestAt", this.eveningDigestAt);
	}

	private static void checkTime(@Nullable String value, String field) {
		Check.that(value == null || TIME.matcher(value).matches(), "Give a time of day such as 07:30.", field);
	}

	/**
	 * The quiet hours in the input. The schema describes each property.
	 */
	record QuietHoursInput(String from, String until) {
	}

}
