package dev.plenum.schedule;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The collection of the schedules.
 */
@Configuration(proxyBeanMethods = false)
@Import(Schedules.class)
public class ScheduleConfiguration {

}
