package dev.plenum.push;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of deciding and sending.
 *
 * @param lease after how long without a pulse the slices of a server are taken over by
 * another one, 15 s by default; several times {@code plenum.feed.pulse}
 * @param threads how many threads decide and encrypt, 1 by default, so that sending uses
 * at most as many processors
 */
@ConfigurationProperties("plenum.push")
record LoopSettings(@DefaultValue("15s") Duration lease, @DefaultValue("1") int threads) {
}
