package dev.plenum.webhook;

import java.time.Instant;
import java.util.Map;

import dev.plenum.webhook.WebhookDocument.Place;

/**
 * One message for a webhook.
 *
 * @param key what the message is about, unique within its webhook; it is the same in each
 * attempt to send the message
 * @param type its type according to Standard Webhooks
 * @param at when it happened
 * @param data what happened, as data
 * @param text what happened, for people
 * @param after the place of the webhook after this message
 */
record WebhookMessage(String key, String type, Instant at, Map<String, ?> data, String text, Place after) {
}
