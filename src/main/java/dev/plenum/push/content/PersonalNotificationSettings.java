package dev.plenum.push.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.plenum.mydata.PersonalData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The notification settings of a person.
 */
@Component
@Order(9)
class PersonalNotificationSettings implements PersonalData {

	private final LiveNotificationSettings settings;

	PersonalNotificationSettings(LiveNotificationSettings settings) {
		this.settings = settings;
	}

	@Override
	public String name() {
		return "notificationSettings";
	}

	@Override
	public Mono<Object> of(String subject) {
		return this.settings.stored(subject).map(PersonalNotificationSettings::json);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return this.settings.remove(subject).map((removed) -> removed ? 1 : 0);
	}

	private static Map<String, @Nullable Object> json(NotificationSettings settings) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("mutedKinds", settings.mutedKinds().stream().map(NotificationKind::name).sorted().toList());
		json.put("quietHours", (settings.quietHours() != null) ? Map.of("from", settings.quietHours().from().toString(),
				"until", settings.quietHours().until().toString()) : null);
		json.put("timezone", Objects.toString(settings.timezone(), null));
		json.put("reminderMinutes", settings.reminderMinutes());
		json.put("remindersForBreaks", settings.remindersForBreaks());
		json.put("eveningDigestAt", Objects.toString(settings.eveningDigestAt(), null));
		return json;
	}

}
