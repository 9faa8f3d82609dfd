package dev.plenum.feedback;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of ratings.
 *
 * @param openAfter how long sessions can be rated after the end of their event, 14 days
 * by default
 */
@ConfigurationProperties("plenum.feedback")
record FeedbackSettings(@DefaultValue("14d") Duration openAfter) {
}
