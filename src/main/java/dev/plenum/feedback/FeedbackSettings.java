package dev.plenum.feedback;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When sessions can be rated.
 *
 * @param openAfter how long after the end of an event its sessions can still be rated
 */
@ConfigurationProperties("plenum.feedback")
record FeedbackSettings(@DefaultValue("14d") Duration openAfter) {
}
