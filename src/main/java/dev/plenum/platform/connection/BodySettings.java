package dev.plenum.platform.connection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may send.
 *
 * @param maxBodySize the largest body of a request that is not an upload; a larger one is
 * answered with 413
 */
@ConfigurationProperties("plenum.web")
record BodySettings(@DefaultValue("64KB") DataSize maxBodySize) {
}
