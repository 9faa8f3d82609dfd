package dev.plenum.organiser.schedule;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ DraftController.class, DraftDesk.class, ScheduleController.class, ScheduleDesk.class, SchedulePreviews.class,
		SessionDesk.class })
public class OrganiserScheduleConfiguration {

}
