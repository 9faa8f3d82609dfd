package dev.plenum.push.delivery;

/**
 * An app on an Apple device.
 *
 * @param token the device token of APNs in hexadecimal
 */
public record ApnsAddress(String token) implements Address {
}
