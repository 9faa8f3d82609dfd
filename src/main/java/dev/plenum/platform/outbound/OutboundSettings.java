package dev.plenum.platform.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of requests to addresses that clients supply.
 *
 * @param allowed host names, IP addresses and networks such as {@code 10.1.0.0/16} that
 * may be reached although they are not public
 * @param ports the ports that may be reached
 * @param connectTimeout the longest time until a connection is established; it applies to
 * the resolution of the name, to TCP and to TLS separately
 * @param timeout the longest time of a request with its redirects, including the time in
 * which it waits for a connection
 * @param maxRequests the most requests of the process at the same time
 * @param maxConnectionsPerHost the most connections to one host at the same time; further
 * requests wait
 * @param maxHeaderSize the maximum size of the headers of a response
 * @param certificates a file with the certificates of further authorities in PEM format;
 * null if only those of Java are trusted
 */
@ConfigurationProperties("plenum.outbound")
record OutboundSettings(@DefaultValue List<String> allowed, @DefaultValue("443") Set<Integer> ports,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("30s") Duration timeout,
		@DefaultValue("512") int maxRequests, @DefaultValue("32") int maxConnectionsPerHost,
		@DefaultValue("16KB") DataSize maxHeaderSize, @Nullable Path certificates) {
}
