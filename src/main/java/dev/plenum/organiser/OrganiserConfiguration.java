package dev.plenum.organiser;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts that organisers work with.
 */
@Configuration(proxyBeanMethods = false)
@Import({ EventEditor.class, OrganiserController.class, ScheduleController.class, ScheduleDesk.class,
		SessionEditor.class })
public class OrganiserConfiguration {

}
