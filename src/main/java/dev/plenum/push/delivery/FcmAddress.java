package dev.plenum.push.delivery;

/**
 * An app that receives messages by Firebase Cloud Messaging.
 *
 * @param token the registration token
 */
public record FcmAddress(String token) implements Address {
}
