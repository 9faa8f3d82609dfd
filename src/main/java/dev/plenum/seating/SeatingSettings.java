package dev.plenum.seating;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the seats.
 *
 * @param noShowsFrom how long before a session's start the seats of attendees who have
 * not come can be released
 * @param doorGrace how long an attendee keeps a seat that became free at the door before
 * they count as a no-show
 */
@ConfigurationProperties("plenum.seating")
record SeatingSettings(@DefaultValue("5m") Duration noShowsFrom, @DefaultValue("10m") Duration doorGrace) {

}
