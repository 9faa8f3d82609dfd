package dev.plenum.push.delivery;

/**
 * Where a push service reaches one device.
 */
public sealed interface Address permits WebPushAddress, ApnsAddress, FcmAddress {

}
