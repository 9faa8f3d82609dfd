package dev.plenum.push.content;

import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code notification.graphqls}.
 */
@Controller
class NotificationSettingsController {

	private final LiveNotificationSettings settings;

	NotificationSettingsController(LiveNotificationSettings settings) {
		this.settings = settings;
	}

	@SchemaMapping(typeName = "Viewer")
	Mono<NotificationSettings> notificationSettings(@ContextValue Caller caller) {
		return Mono.justOrEmpty(caller.holder()).flatMap(this.settings::stored);
	}

	@MutationMapping
	Mono<NotificationSettingsPut> putNotificationSettings(@Argument PutNotificationSettingsInput input,
			@ContextValue Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.map((_) -> caller.requireHolder())
			.flatMap((holder) -> this.settings.put(holder, input.requestKey(holder), input.fields()))
			.map(NotificationSettingsPut::new);
	}

	record NotificationSettingsPut(NotificationSettings notificationSettings) {
	}

}
