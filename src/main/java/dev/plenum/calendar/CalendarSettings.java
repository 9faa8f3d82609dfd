package dev.plenum.calendar;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of calendars.
 *
 * @param refresh how often a calendar app should look for changes, 15 minutes by default
 * @param publicAddress the address at which calendar apps reach this server, such as
 * {@code https://plenum.example.org}; empty for the address of the request that asks for
 * a calendar's address
 */
@ConfigurationProperties("plenum.calendar")
record CalendarSettings(@DefaultValue("15m") Duration refresh, @DefaultValue("") String publicAddress) {
}
