package dev.plenum.push.content;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the notification settings, and what messages are made from.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Attendees.class, LiveNotificationSettings.class, NotificationSettingsController.class,
		PersonalNotificationSettings.class })
@EnableConfigurationProperties(ContentSettings.class)
public class ContentConfiguration {

}
