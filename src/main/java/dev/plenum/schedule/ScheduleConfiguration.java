package dev.plenum.schedule;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import(Schedules.class)
public class ScheduleConfiguration {

}
