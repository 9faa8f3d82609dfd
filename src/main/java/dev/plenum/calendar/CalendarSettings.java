package dev.plenum.calendar;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calendars are fed.
 *
 * @param refresh how often a calendar is asked to look for changes
 * @param publicAddress where calendars reach this server, such as
 * {@code https://plenum.example.org}; empty for the address that the asking phone used
 */
@ConfigurationProperties("plenum.calendar")
record CalendarSettings(@DefaultValue("15m") Duration refresh, @DefaultValue("") String publicAddress) {
}
