package dev.plenum.calendar;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of calendars.
 *
 * @param refresh how often a calendar app should look for changes, 15 minutes by default
 */
@ConfigurationProperties("plenum.calendar")
record CalendarSettings(@DefaultValue("15m") Duration refresh) {
}
