package dev.plenum.seating;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How seats are given and taken back.
 *
 * @param noShowsFrom how long before a session's start the seats of those who have not
 * come can be taken back
 * @param doorGrace how long a seat that is given at the door is kept for who has not come
 */
@ConfigurationProperties("plenum.seating")
record SeatingSettings(@DefaultValue("5m") Duration noShowsFrom, @DefaultValue("10m") Duration doorGrace) {

}
