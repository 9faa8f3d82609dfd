package dev.plenum.push.content;

import java.time.ZoneId;

/**
 * What a device says about the person who reads on it.
 *
 * @param language the language of the device, as a BCP 47 tag
 * @param zone the time zone of the device
 */
public record Reader(String language, ZoneId zone) {
}
