package dev.plenum.live;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of listening to a schedule.
 */
@Configuration(proxyBeanMethods = false)
@Import({ LiveController.class, ScheduleChanges.class })
public class LiveConfiguration {

}
