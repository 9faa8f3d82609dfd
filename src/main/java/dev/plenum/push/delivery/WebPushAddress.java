package dev.plenum.push.delivery;

/**
 * A Web Push subscription of a browser, as {@code PushSubscription.toJSON()} returns it.
 *
 * @param endpoint the URL at the push service; whoever knows it can try to send, so it is
 * never logged
 * @param p256dh the public key of the subscription: a point of the curve P-256,
 * uncompressed, in base64url
 * @param auth the authentication secret of the subscription: 16 bytes in base64url
 */
public record WebPushAddress(String endpoint, String p256dh, String auth) implements Address {
}
